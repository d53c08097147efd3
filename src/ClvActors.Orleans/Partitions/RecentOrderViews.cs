namespace ClvActors.Orleans.Partitions;

/// <summary>The versions of an order that were sampled or read last, so that later questions about a sample meet the same version.</summary>
/// <param name="capacity">How many are kept; which was asked for longest ago goes first.</param>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RecentOrderViews(int capacity)
{
    private readonly List<(long Id, OrderView View, long Moves)> _views = [];

    /// <summary>Keeps a version.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="view">The version.</param>
    /// <param name="moves">How many moves of customers it has seen.</param>
    /// <param name="fewestMoves">Versions that have seen fewer are forgotten, because they keep records alive that were replaced long ago.</param>
    public void Add(long id, OrderView view, long moves, long fewestMoves)
    {
        _views.RemoveAll(known => known.Moves < fewestMoves);
        if (_views.Count == capacity)
        {
            _views.RemoveAt(0);
        }

        _views.Add((id, view, moves));
    }

    /// <summary>Finds a version.</summary>
    /// <returns>Null if it is forgotten.</returns>
    public OrderView? Find(long id)
    {
        int at = _views.FindLastIndex(known => known.Id == id);
        if (at < 0)
        {
            return null;
        }

        (long Id, OrderView View, long Moves) found = _views[at];
        _views.RemoveAt(at);
        _views.Add(found);
        return found.View;
    }
}
