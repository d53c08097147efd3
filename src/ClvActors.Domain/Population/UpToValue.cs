
namespace ClvActors.Domain.Population;

/// <summary>The cut just after all entries with a value of at most so much.</summary>
/// <param name="Value">The value.</param>
public readonly record struct UpToValue(double Value) : IOrderProbe<ValueEntry>
{
    /// <inheritdoc/>
    public bool IsAfter(in ValueEntry entry) => entry.Value <= Value;
}
