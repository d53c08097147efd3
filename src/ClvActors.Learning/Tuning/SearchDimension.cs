using System.Globalization;

namespace ClvActors.Learning.Tuning;

/// <summary>One parameter that a search varies, and the values that it may take.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public abstract record SearchDimension
{
    private protected SearchDimension(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
        {
            throw new ArgumentException($"parameter name '{name}' must be letters, digits and underscores", nameof(name));
        }

        Name = name;
    }

    /// <summary>Name of the parameter: letters, digits and underscores, such as <c>num_leaves</c>.</summary>
    public string Name { get; }

    /// <summary>The range in words, by which trial files of another range are refused.</summary>
    internal abstract string Range { get; }

    /// <summary>Whether values are numbers in files, not words.</summary>
    internal virtual bool IsNumber => true;

    /// <summary>The value at a share of the range.</summary>
    /// <param name="share">From 0 to below 1, all equally likely.</param>
    internal abstract string At(double share);

    /// <summary>A value given from outside as <see cref="At"/> would write it, or null when it is not of the range.</summary>
    internal abstract string? Normalise(string value);

    private protected static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private protected static string? Normalise(string value, double least, double largest) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= largest ? Text(number) : null;
}
