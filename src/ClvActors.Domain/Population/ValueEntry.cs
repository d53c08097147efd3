using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Population;

/// <summary>A customer's place in a value order: ascending by value, equal values by id descending.</summary>
/// <param name="Value">The predicted value.</param>
/// <param name="Record">The customer's record.</param>
/// <remarks>Read backwards it is the order of lists: value descending, then id ascending.</remarks>
public readonly record struct ValueEntry(double Value, CustomerRecord Record) : IComparable<ValueEntry>
{
    /// <inheritdoc/>
    public int CompareTo(ValueEntry other) =>
        Value != other.Value ? Value.CompareTo(other.Value) : other.Record.Id.CompareTo(Record.Id);

    /// <summary>Ascending order.</summary>
    public static bool operator <(ValueEntry left, ValueEntry right) => left.CompareTo(right) < 0;

    /// <summary>Ascending order.</summary>
    public static bool operator >(ValueEntry left, ValueEntry right) => left.CompareTo(right) > 0;

    /// <summary>Ascending order.</summary>
    public static bool operator <=(ValueEntry left, ValueEntry right) => left.CompareTo(right) <= 0;

    /// <summary>Ascending order.</summary>
    public static bool operator >=(ValueEntry left, ValueEntry right) => left.CompareTo(right) >= 0;
}
