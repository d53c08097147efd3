namespace ClvActors.Domain.Population;

/// <summary>A cut through an order: tells of each entry whether it lies before the cut.</summary>
/// <typeparam name="T">The entries of the order.</typeparam>
/// <remarks>Must be monotone: once an entry is not before the cut, no later one is.</remarks>
public interface IOrderProbe<T>
{
    /// <summary>Whether an entry lies before the cut.</summary>
    bool IsAfter(in T entry);
}
