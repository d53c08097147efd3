namespace ClvActors.Learning.Tuning;

/// <summary>One of some words, all equally likely.</summary>
public sealed record ChoiceDimension : SearchDimension
{
    /// <summary>Declares the parameter.</summary>
    /// <param name="name">Letters, digits and underscores.</param>
    /// <param name="values">At least one word, all different, none empty.</param>
    /// <exception cref="ArgumentException">The name or the words are not as described.</exception>
    public ChoiceDimension(string name, params string[] values)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0 || values.Any(string.IsNullOrWhiteSpace) || values.Distinct(StringComparer.Ordinal).Count() != values.Length)
        {
            throw new ArgumentException($"{name}: the choices must be different words, at least one", nameof(values));
        }

        Values = [.. values];
    }

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Values { get; }

    internal override string Range => $"one of {string.Join(", ", Values)}";

    internal override bool IsNumber => false;

    internal override string At(double share) => Values[(int)(share * Values.Count)];

    internal override string? Normalise(string value) => Values.Contains(value, StringComparer.Ordinal) ? value : null;
}
