namespace ClvActors.Domain.Population;

/// <summary>The cut just before an entry (it need not be present).</summary>
/// <param name="Entry">The entry.</param>
/// <typeparam name="T">The entries of the order.</typeparam>
public readonly record struct BeforeEntry<T>(T Entry) : IOrderProbe<T>
    where T : struct, IComparable<T>
{
    /// <inheritdoc/>
    public bool IsAfter(in T entry) => entry.CompareTo(Entry) < 0;
}
