using System.Globalization;

namespace ClvActors.Learning.Tuning;

/// <summary>The values of all parameters in one trial.</summary>
/// <remarks>Kept as text, numbers in their shortest form that reads back the same. Immutable; any number of threads may read.</remarks>
public sealed class TrialParameters
{
    private readonly Dictionary<string, string> _values;

    /// <summary>Takes values.</summary>
    /// <param name="values">Name and value of each parameter; numbers in invariant form.</param>
    /// <exception cref="ArgumentException">A name stands twice.</exception>
    public TrialParameters(params IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in values)
        {
            if (!_values.TryAdd(name, value))
            {
                throw new ArgumentException($"parameter '{name}' stands twice", nameof(values));
            }
        }
    }

    /// <summary>Names of the parameters.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>A parameter's value as text.</summary>
    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    public string Text(string name) =>
        _values.TryGetValue(name, out string? value) ? value : throw new KeyNotFoundException($"there is no parameter '{name}'");

    /// <summary>A parameter's value as a number.</summary>
    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    /// <exception cref="FormatException">Its value is no number.</exception>
    public double Number(string name) => double.Parse(Text(name), CultureInfo.InvariantCulture);

    /// <summary>A parameter's value as a whole number.</summary>
    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    /// <exception cref="FormatException">Its value is no whole number.</exception>
    public int Integer(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

    /// <summary>Whether a parameter's value is the word <c>true</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    public bool IsTrue(string name) => Text(name) == "true";

    /// <summary>All parameters as <c>name=value</c>, by a comma and a space.</summary>
    public override string ToString() => string.Join(", ", _values.Select(pair => $"{pair.Key}={pair.Value}"));

    internal bool SameAs(TrialParameters other) =>
        _values.Count == other._values.Count && _values.All(pair => other._values.TryGetValue(pair.Key, out string? value) && value == pair.Value);
}
