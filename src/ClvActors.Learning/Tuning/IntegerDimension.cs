using System.Globalization;

namespace ClvActors.Learning.Tuning;

/// <summary>A whole number, all of the range equally likely.</summary>
public sealed record IntegerDimension : SearchDimension
{
    /// <summary>Declares the parameter.</summary>
    /// <param name="name">Letters, digits and underscores.</param>
    /// <param name="least">Least value.</param>
    /// <param name="largest">Largest value, at least the least.</param>
    /// <exception cref="ArgumentException">The name or the range is not as described.</exception>
    public IntegerDimension(string name, int least, int largest)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, least);
        Least = least;
        Largest = largest;
    }

    /// <summary>Least value.</summary>
    public int Least { get; }

    /// <summary>Largest value.</summary>
    public int Largest { get; }

    internal override string Range => $"integer {Least} to {Largest}";

    internal override string At(double share) =>
        (Least + (long)(share * ((long)Largest - Least + 1))).ToString(CultureInfo.InvariantCulture);

    internal override string? Normalise(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= Least && number <= Largest
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
}
