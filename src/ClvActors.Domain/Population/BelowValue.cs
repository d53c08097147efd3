
namespace ClvActors.Domain.Population;

/// <summary>The cut just before all entries with a value of at least so much.</summary>
/// <param name="Value">The value.</param>
public readonly record struct BelowValue(double Value) : IOrderProbe<ValueEntry>
{
    /// <inheritdoc/>
    public bool IsAfter(in ValueEntry entry) => entry.Value < Value;
}
