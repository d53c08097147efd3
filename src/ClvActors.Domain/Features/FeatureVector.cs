namespace ClvActors.Domain.Features;

/// <summary>All features of one customer at one as-of date.</summary>
/// <remarks>
/// Immutable: the array is never written after construction. Values are finite, but for a vector that an older program stored (<see cref="OfOlder"/>).
/// Safe on any thread.
/// </remarks>
public sealed class FeatureVector : IEquatable<FeatureVector>
{
    private readonly double[] _values;

    /// <summary>Takes over an array of <see cref="FeatureSet.Count"/> values; the caller must not write to it any more.</summary>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public FeatureVector(double[] values)
    {
        if (values.Length != FeatureSet.Count)
        {
            throw new ArgumentException($"A feature vector has {FeatureSet.Count} values, not {values.Length}.", nameof(values));
        }

        _values = values;
    }

    /// <summary>Whether every feature has a value; otherwise the customer has to be scored anew.</summary>
    public bool IsComplete => !double.IsNaN(_values[^1]);

    /// <summary>The values in the order of <see cref="FeatureSet.Names"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Value of a feature by position.</summary>
    public double this[int index] => _values[index];

    /// <summary>Days since the last purchase.</summary>
    public double RecencyDays => _values[0];

    /// <summary>Distinct invoices in the window.</summary>
    public int Frequency => (int)_values[1];

    /// <summary>Spend in the window.</summary>
    public double MonetaryTotal => _values[2];

    /// <summary>Mean spend per invoice.</summary>
    public double MonetaryAverage => _values[3];

    /// <summary>Days from the first to the last purchase in the window.</summary>
    public double TenureDays => _values[5];

    /// <summary>Distinct stock codes in the window.</summary>
    public int UniqueProducts => (int)_values[9];

    /// <summary>Whether any line went to the United Kingdom.</summary>
    public bool IsUnitedKingdom => _values[12] > 0;

    /// <summary>Sum of the three quintile scores.</summary>
    public int CombinedScore => (int)_values[21];

    /// <summary>The three quintile scores.</summary>
    public RfmScores Scores => new((byte)_values[18], (byte)_values[19], (byte)_values[20]);

    /// <summary>A vector that an older feature set made: the reference set's values, and NaN for the others, which it did not have or made by other rules.</summary>
    /// <param name="values">At least the reference set's values.</param>
    /// <exception cref="ArgumentException">There are fewer.</exception>
    public static FeatureVector OfOlder(ReadOnlySpan<double> values)
    {
        int known = FeatureSet.Reference.Count;
        if (values.Length < known)
        {
            throw new ArgumentException($"A feature vector has at least {known} values, not {values.Length}.", nameof(values));
        }

        double[] all = new double[FeatureSet.Count];
        values[..known].CopyTo(all);
        Array.Fill(all, double.NaN, known, all.Length - known);
        return new FeatureVector(all);
    }

    /// <summary>Bitwise equality of all values.</summary>
    public bool Equals(FeatureVector? other) =>
        other is not null && System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(_values)
            .SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(other._values));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeatureVector);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_values[0], _values[1], _values[2]);
}
