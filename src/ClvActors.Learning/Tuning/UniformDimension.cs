namespace ClvActors.Learning.Tuning;

/// <summary>A number, all of the range equally likely.</summary>
public sealed record UniformDimension : SearchDimension
{
    /// <summary>Declares the parameter.</summary>
    /// <param name="name">Letters, digits and underscores.</param>
    /// <param name="least">Least value, finite.</param>
    /// <param name="largest">Largest value, finite, at least the least.</param>
    /// <exception cref="ArgumentException">The name or the range is not as described.</exception>
    public UniformDimension(string name, double least, double largest)
        : base(name)
    {
        if (!double.IsFinite(least) || !double.IsFinite(largest) || least > largest)
        {
            throw new ArgumentException($"{name}: {least} to {largest} is no range", nameof(least));
        }

        Least = least;
        Largest = largest;
    }

    /// <summary>Least value.</summary>
    public double Least { get; }

    /// <summary>Largest value.</summary>
    public double Largest { get; }

    internal override string Range => $"uniform {Text(Least)} to {Text(Largest)}";

    internal override string At(double share) => Text(Math.Min(Least + (share * (Largest - Least)), Largest));

    internal override string? Normalise(string value) => Normalise(value, Least, Largest);
}
