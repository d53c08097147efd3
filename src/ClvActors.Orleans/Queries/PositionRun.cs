namespace ClvActors.Orleans.Queries;

/// <summary>A run of positions of an order over all partitions.</summary>
/// <param name="Order">The sampled order.</param>
/// <param name="Start">First position.</param>
/// <param name="End">Position after the last.</param>
internal sealed record PositionRun(SampledOrder Order, int Start, int End)
{
    /// <summary>How many positions.</summary>
    public int Count => End - Start;

    /// <summary>The positions whose entries must be known to cut the run out of every partition; its ends are known without when they are the order's own.</summary>
    public int[] Cuts() => Count == 0 ? [] : [.. new[] { Start, End }.Where(cut => cut > 0 && cut < Order.Count)];

    /// <summary>How many entries of a partition lie before a cut.</summary>
    /// <param name="cut"><see cref="Start"/> or <see cref="End"/>.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="cuts">The selected cuts.</param>
    public int BeforeIn(int cut, int partition, SelectedPositions cuts) =>
        cut == 0 ? 0 : cut == Order.Count ? Order.CountIn(partition) : cuts.Entries[cut].Before[partition];
}
