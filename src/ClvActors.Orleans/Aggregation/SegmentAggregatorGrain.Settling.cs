using ClvActors.Domain.Population;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Views;
using Microsoft.Extensions.Logging;

namespace ClvActors.Orleans.Aggregation;

/// <content>Moving the as-of date, and settling.</content>
internal sealed partial class SegmentAggregatorGrain
{
    private readonly SemaphoreSlim _settling = new(1);
    private bool _isChanged = true;
    private long _changedAt;
    private long _unsettledSince;
    private long? _edgesTaken;

    /// <inheritdoc/>
    public async Task<PopulationView> Settle()
    {
        await _settling.WaitAsync();
        try
        {
            // A partition that is activated meanwhile unsettles what nobody has changed; whoever asked would wait for the next tick in vain.
            do
            {
                WatchSilos();
                await SettleOnceAsync();
            }
            while (_doubts > _resolved);

            return _published;
        }
        finally
        {
            _settling.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<PopulationView> AdvanceAsOf(int asOfDay)
    {
        await MoveToAsync(asOfDay);
        return await Settle();
    }

    // Returns whether the date moved; the state is then not stored and not published yet, except for month ends.
    private async Task<bool> MoveToAsync(int asOfDay)
    {
        if (asOfDay <= State.AsOfDay)
        {
            return false;
        }

        await _moving.WaitAsync();
        try
        {
            if (asOfDay <= State.AsOfDay)
            {
                return false;
            }

            if (options.SettlesAtMonthEnds)
            {
                int from = State.AsOfDay >= 0 ? State.AsOfDay : Math.Min(State.OldestDay, asOfDay);
                foreach (int monthEnd in MonthEnds.Between(from, asOfDay))
                {
                    await CloseMonthAsync(monthEnd);
                }
            }

            State.AsOfDay = asOfDay;
            _isChanged = true;
            Renew(isSettled: false);
            return true;
        }
        finally
        {
            _moving.Release();
        }
    }

    // Customers whose window contents change are brought there, the edges are taken, and from then on every customer closes the month for itself.
    // The edges are those of all that is stored, and stay what they are: whatever a partition has not heard is read before, and if it is activated meanwhile they are taken again.
    private async Task CloseMonthAsync(int monthEnd)
    {
        State.AsOfDay = monthEnd;
        _isChanged = true;
        Renew(isSettled: false);
        RankEdges edges;
        long resolved;
        do
        {
            resolved = await RecoverAsync();
            await SaveAsync();
            await PublishAsync();
            long closing = _published.Version;
            await EachSliceAsync((partition, sequence) => partition.AdvanceDue(closing, monthEnd, sequence));
            edges = await population.EdgesAsync(State.Edges.Version + 1);
        }
        while (resolved != _doubts);
        if (edges.Recency != default)
        {
            State.Edges = edges.HasSameEdges(State.Edges) ? State.Edges : edges;
            State.MonthEnds = [.. State.MonthEnds, new MonthEnd(monthEnd, State.Edges)];
            Renew(isSettled: false);
        }
    }

    // A batch that was given up, or of which this activation has not heard, may have left durable lines that no completion told of. Such lines move the
    // date within its month only: a month end must not be closed before all lines of the batch that goes beyond it are there, and only its completion says so.
    private async Task LearnDatesAsync()
    {
        if (_open.HasOpen)
        {
            return;
        }

        PartitionTotals totals = await population.TotalsAsync();
        NewestDates stored = new(totals.NewestCustomer, totals.NewestDay, totals.SecondNewestDay);
        if (_open.HasOpen || options.ClosesMonth(State.AsOfDay, _newest.Merge(stored).SecondDay))
        {
            return;
        }

        Learn(stored, totals.OldestDay);
        if (options.Clock == AsOfClock.Event)
        {
            await MoveToAsync(_newest.SecondDay);
        }
    }

    private void Learn(NewestDates newest, int oldestDay)
    {
        _newest = _newest.Merge(newest);
        (State.NewestCustomer, State.NewestDay, State.SecondNewestDay) = (_newest.First, _newest.FirstDay, _newest.SecondDay);
        State.OldestDay = Math.Min(State.OldestDay, oldestDay);
    }

    private async Task SettleOnceAsync()
    {
        long started = time.GetTimestamp();
        _isChanged = false;
        try
        {
            long resolved = await RecoverAsync();
            await LearnDatesAsync();

            // What others are doing to the date meanwhile is no view until it is stored.
            await SaveAsync();
            await PublishAsync();
            PopulationView before = _published;
            int asOfDay = before.AsOfDay;
            if (asOfDay >= 0)
            {
                await EachSliceAsync((partition, sequence) => partition.AdvanceDue(before.Version, asOfDay, sequence));
            }

            RankEdges edges = await population.EdgesAsync(State.Edges.Version + 1);
            _edgesTaken = time.GetTimestamp();
            if (!edges.HasSameEdges(State.Edges))
            {
                State.Edges = edges with { Version = State.Edges.Version + 1 };
            }

            Renew(isSettled: false);
            await SaveAsync();
            await PublishAsync();
            long swept = _published.Version;
            await EachSliceAsync((partition, sequence) => partition.Sweep(swept, sequence));

            // Everyone has passed these now, unless a partition did not know all of its customers.
            if (resolved == _doubts && !_open.HasLost)
            {
                State.MonthEnds = [.. State.MonthEnds.Where(month => month.Day >= asOfDay)];
            }

            await PublishPlacesAsync(isSettled: State.AsOfDay == asOfDay && !_isChanged);
            _isChanged |= State.AsOfDay != asOfDay;
            _unsettledSince = time.GetTimestamp();
            AggregatorInstruments.Settled(time.GetElapsedTime(started));
        }
        catch
        {
            _isChanged = true;
            throw;
        }
    }

    private async Task PublishPlacesAsync(bool isSettled)
    {
        PartitionTotals totals = await population.TotalsAsync();
        SegmentThresholds thresholds = await population.ThresholdsAsync();
        ValueLadder ladder = await population.LadderAsync(options.LadderRungs);
        State.Bounds = [thresholds.Champions, thresholds.HighValue, thresholds.Growing, thresholds.Occasional];
        (State.Customers, State.Lapsed, State.Scored) = (totals.Customers, totals.Lapsed, ladder.Scored);
        _view = MakeView(ladder, thresholds, totals.Customers, totals.Lapsed, isSettled);
        await SaveAsync();
        await PublishAsync();
    }

    // Each slice has a sequence number of its own, so that the change feed does not wait for the whole sweep.
    private async Task EachSliceAsync(Func<IPopulationPartitionGrain, long, Task<bool>> slice)
    {
        async Task SweepAsync(int partition)
        {
            while (true)
            {
                if (_isLeaving || IsSiloStopping)
                {
                    throw new InvalidOperationException("The segment aggregator is being moved; call again.");
                }

                BatchTicket ticket = await Begin(ownSilo.SiloAddress);
                bool isThrough;
                try
                {
                    isThrough = await slice(GrainFactory.GetGrain<IPopulationPartitionGrain>(partition), ticket.Sequence);
                }
                catch
                {
                    // Customers may have stored what their partition did not hear.
                    _open.Lose(ticket.Sequence);
                    NoteStreaming();
                    throw;
                }

                _open.Close(ticket.Sequence);
                State.Completed = Math.Max(State.Completed, ticket.Sequence);
                if (isThrough)
                {
                    return;
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, options.Partitions).Select(SweepAsync));
    }

    private async Task TickAsync(CancellationToken cancellation)
    {
        // What waits for this grain is sent on to its next activation only once nothing is under way here any more.
        if (IsSiloStopping)
        {
            return;
        }

        WatchSilos();
        if (options.Clock == AsOfClock.Wall)
        {
            int today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), options.TimeZone).DateTime).DayNumber;
            if (await MoveToAsync(today))
            {
                await SaveAsync();
                await PublishAsync();
                _isChanged = true;
            }
        }

        bool isDue = time.GetElapsedTime(_changedAt) >= options.SettleAfterPause
            || time.GetElapsedTime(_unsettledSince) >= options.LongestUnsettled;
        if (!_isChanged || !isDue || _silos.Count == 0 || !await _settling.WaitAsync(TimeSpan.Zero, cancellation))
        {
            return;
        }

        try
        {
            await SettleOnceAsync();
        }
        catch (Exception failure)
        {
            // It stays changed, so the next tick tries again.
            _changedAt = time.GetTimestamp();
            _unsettledSince = _changedAt;
            LogSettlingFailed(failure);
        }
        finally
        {
            _settling.Release();
        }
    }

    private void NoteStreaming()
    {
        _changedAt = time.GetTimestamp();
        if (!_isChanged)
        {
            _isChanged = true;
        }
    }

    // Until the first settling there are no rungs to read ranks from, so that the partitions are asked.
    private PopulationView MakeStoredView()
    {
        double[] bounds = State.Bounds;
        SegmentThresholds thresholds = bounds.Length == 0 ? SegmentThresholds.None : new(bounds[0], bounds[1], bounds[2], bounds[3]);
        ValueLadder ladder = State.Scored == 0 ? ValueLadder.Empty : new([double.PositiveInfinity], [State.Scored], false);
        return MakeView(ladder, thresholds, State.Customers, State.Lapsed, isSettled: false);
    }

    private void Renew(bool isSettled) =>
        _view = MakeView(_view.Ladder, _view.Thresholds, _view.Customers, _view.Lapsed, isSettled);

    private PopulationView MakeView(ValueLadder ladder, SegmentThresholds thresholds, int customers, int lapsed, bool isSettled)
    {
        State.ViewVersion++;
        return new PopulationView
        {
            Version = State.ViewVersion,
            AsOfDay = State.AsOfDay,
            Edges = State.Edges,
            MonthEnds = State.MonthEnds,
            BundleId = State.BundleId,
            BundleFingerprint = State.BundleFingerprint,
            Bounds = [thresholds.Champions, thresholds.HighValue, thresholds.Growing, thresholds.Occasional],
            Ladder = ladder,
            Customers = customers,
            Lapsed = lapsed,
            NewestCustomer = State.NewestCustomer,
            NewestDay = State.NewestDay,
            IsSettled = isSettled,
            BygoneThrough = _bygoneThrough,
            PartitionTerms = State.PartitionTerms,
        };
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Settling failed and is tried again")]
    private partial void LogSettlingFailed(Exception failure);
}
