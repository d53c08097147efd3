using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Population;

/// <summary>A customer's place in one rank order: by value, equal values by id.</summary>
/// <param name="Value">The ranked quantity as an exact integer.</param>
/// <param name="Id">The customer.</param>
public readonly record struct RankKey(long Value, CustomerId Id) : IComparable<RankKey>
{
    /// <inheritdoc/>
    public int CompareTo(RankKey other) => Value != other.Value ? Value.CompareTo(other.Value) : Id.CompareTo(other.Id);

    /// <summary>Ascending order.</summary>
    public static bool operator <(RankKey left, RankKey right) => left.CompareTo(right) < 0;

    /// <summary>Ascending order.</summary>
    public static bool operator >(RankKey left, RankKey right) => left.CompareTo(right) > 0;

    /// <summary>Ascending order.</summary>
    public static bool operator <=(RankKey left, RankKey right) => left.CompareTo(right) <= 0;

    /// <summary>Ascending order.</summary>
    public static bool operator >=(RankKey left, RankKey right) => left.CompareTo(right) >= 0;
}
