namespace ClvActors.Domain.Population;

/// <summary>The last entries of the first four quintiles of one rank order.</summary>
/// <param name="First">Last entry of quintile 1.</param>
/// <param name="Second">Last entry of quintile 2.</param>
/// <param name="Third">Last entry of quintile 3.</param>
/// <param name="Fourth">Last entry of quintile 4.</param>
/// <remarks>
/// With ranks r = 1..n the quintile is 1 + #{k in 1..4 : 5(r - 1) > k(n - 1)} (pandas' <c>qcut</c> on first ranks), so the last entry of
/// quintile k has the 0-based position floor(k(n - 1) / 5). Positions between edges are decided by comparison, so a customer that was not
/// there when the edges were taken has a quintile too.
/// </remarks>
public readonly record struct QuintileEdges(RankKey First, RankKey Second, RankKey Third, RankKey Fourth)
{
    /// <summary>Takes the edges of an order.</summary>
    /// <exception cref="ArgumentException">The order is empty.</exception>
    public static QuintileEdges Of(MergedOrder<RankKey> order)
    {
        if (order.Count == 0)
        {
            throw new ArgumentException("An empty order has no quintiles.", nameof(order));
        }

        return new QuintileEdges(Edge(order, 1), Edge(order, 2), Edge(order, 3), Edge(order, 4));
    }

    /// <summary>The 0-based position of the last entry of a quintile.</summary>
    /// <param name="quintile">1 to 4.</param>
    /// <param name="count">How many entries the order has, at least 1.</param>
    public static int LastPositionOf(int quintile, int count) => (int)((long)quintile * (count - 1) / 5);

    /// <summary>The quintile of an entry, 1 to 5.</summary>
    public int QuintileOf(RankKey key) =>
        1 + (key > First ? 1 : 0) + (key > Second ? 1 : 0) + (key > Third ? 1 : 0) + (key > Fourth ? 1 : 0);

    private static RankKey Edge(MergedOrder<RankKey> order, int quintile) =>
        order.Select(LastPositionOf(quintile, order.Count));
}
