namespace ClvActors.Orleans.Aggregation;

/// <content>The partitions: which of their activations count, and whether they may miss entries that are stored.</content>
/// <remarks>
/// Orleans may let two activations of a grain live side by side: on a silo that the others hold for dead, but also on two healthy ones while the grain directory changes hands, and
/// then each silo goes on with the one that it has found. An entry that is told to the wrong one is stored, and missing where ranks are taken. So every activation of a
/// partition has a term, views carry the newest one, and an activation that sees a newer one than its own gives way.
/// </remarks>
internal sealed partial class SegmentAggregatorGrain
{
    private readonly SemaphoreSlim _recovering = new(1);
    private long _doubts;
    private long _resolved;
    private bool _isNews;
    private long _doubtfulThrough;

    /// <inheritdoc/>
    public async Task<long> Announce(int partition)
    {
        long[] terms = [.. State.PartitionTerms];

        // Also higher than those that a state which an older program has written in between does not hold any more.
        long term = terms[partition] = Math.Max(terms[partition] + 1, State.Epoch << EpochShift);
        State.PartitionTerms = terms;
        Doubt(isNews: true);
        Renew(isSettled: false);
        await SaveAsync();
        _ = PublishAsync();
        return term;
    }

    // From now on a partition may miss entries that are stored. News concern the batches that are under way as well: what they tell may be missed too.
    private void Doubt(bool isNews)
    {
        _doubts++;
        _isNews |= isNews;
        NoteStreaming();
    }

    // Entries that were stored while their tellers went, or told to an activation that does not count any more, are read again; from then on the feed need not wait for the
    // numbers under which they stand. Returns the doubts that are resolved: whoever finds more of them afterwards worked with partitions that may have missed something.
    private async Task<long> RecoverAsync()
    {
        await _recovering.WaitAsync();
        try
        {
            if (_doubts > _resolved || _open.HasLost)
            {
                await ReloadAsync();
            }

            return _resolved;
        }
        finally
        {
            _recovering.Release();
        }
    }

    private async Task ReloadAsync()
    {
        // Partitions that are not here yet come and get their terms first: otherwise this reading would bring them, and be followed by another one.
        await population.TotalsAsync();
        long[] lost = _open.Lost();
        (long doubts, bool isNews) = (_doubts, _isNews);
        _isNews = false;
        try
        {
            // From when a silo has this activation's view its customers tell nothing under an earlier one's numbers, and tell it to activations of the newest terms only.
            await SaveAsync();
            await PublishAsync();
            await PushAsync(_published);
            if (isNews)
            {
                // Batches that are numbered from now on name this view. What those before tell may come too late for this reading and is read once they are complete.
                _doubtfulThrough = _open.Newest;
            }

            await population.ReloadAsync();
        }
        catch
        {
            _isNews |= isNews;
            throw;
        }

        _resolved = doubts;
        _open.Forget(lost);
    }
}
