namespace ClvActors.Learning.Tuning;

/// <summary>A number above 0 whose logarithm is equally likely everywhere: as often from 0.001 to 0.01 as from 0.1 to 1.</summary>
public sealed record LogUniformDimension : SearchDimension
{
    /// <summary>Declares the parameter.</summary>
    /// <param name="name">Letters, digits and underscores.</param>
    /// <param name="least">Least value, above 0 and finite.</param>
    /// <param name="largest">Largest value, finite, at least the least.</param>
    /// <exception cref="ArgumentException">The name or the range is not as described.</exception>
    public LogUniformDimension(string name, double least, double largest)
        : base(name)
    {
        if (!(least > 0) || !double.IsFinite(largest) || least > largest)
        {
            throw new ArgumentException($"{name}: {least} to {largest} is no range above 0", nameof(least));
        }

        Least = least;
        Largest = largest;
    }

    /// <summary>Least value.</summary>
    public double Least { get; }

    /// <summary>Largest value.</summary>
    public double Largest { get; }

    internal override string Range => $"log-uniform {Text(Least)} to {Text(Largest)}";

    internal override string At(double share) => Text(Math.Clamp(Least * Math.Exp(share * Math.Log(Largest / Least)), Least, Largest));

    internal override string? Normalise(string value) => Normalise(value, Least, Largest);
}
