namespace ClvActors.Files.Generation;

/// <summary>What happens in the shop at one minute.</summary>
internal enum ShopEventKind
{
    Order,
    GuestOrder,
    StockCorrection,
    Return,
    Fee,
}

/// <summary>One invoice to be written; ordered by time, then by the order of collection.</summary>
/// <param name="Minute">Minute of the day.</param>
/// <param name="Sequence">Position at collection, which makes the order total and so the same everywhere.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">The customer's index, the first returned line, or the fee, as <paramref name="Kind"/> says.</param>
internal readonly record struct ShopEvent(int Minute, int Sequence, ShopEventKind Kind, int Subject) : IComparable<ShopEvent>
{
    /// <inheritdoc/>
    public int CompareTo(ShopEvent other) => Minute != other.Minute ? Minute.CompareTo(other.Minute) : Sequence.CompareTo(other.Sequence);
}
