using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Queries;
using ClvActors.Embedded.Shards;
using ClvActors.Embedded.Snapshots;
using ClvActors.Embedded.Telemetry;

namespace ClvActors.Embedded.Engine;

/// <summary>The whole population as a deterministic function of the log: each method is the effect of one frame.</summary>
/// <remarks>
/// Called by one thread at a time. A sweep may run in slices before its <see cref="ApplySettled"/>; because scores are pure, replaying the frame alone reaches
/// the same state. Values are told to the feed by the difference from what was last told, so that too depends on the frames only.
/// </remarks>
internal sealed class PopulationState
{
    private const int FewestLinesForThreads = 64;

    private readonly Shard[] _shards;
    private readonly IShardExecutor _executor;
    private readonly AsOfClock _clock;
    private readonly bool _settlesAtMonthEnds;
    private readonly List<(long Sequence, CustomerRecord Record)> _told = [];
    private readonly IngestCounts _counts = new();
    private readonly WorkTally _work = new();
    private ObservationWindow _window = ObservationWindow.Unset;
    private ObservationWindow _sweptWindow = ObservationWindow.Unset;
    private RankEdges _edges = RankEdges.None;
    private bool _isSwept = true;

    /// <summary>Makes an empty population.</summary>
    public PopulationState(IValueModel model, EngineOptions options, IShardExecutor executor)
    {
        _executor = executor;
        _clock = options.Clock;
        _settlesAtMonthEnds = options.SettlesAtMonthEnds;
        _shards = new Shard[options.Shards];
        for (int index = 0; index < _shards.Length; index++)
        {
            _shards[index] = new Shard(model);
        }

        Model = model;
    }

    /// <summary>The model that serves.</summary>
    public IValueModel Model { get; private set; }

    /// <summary>The window that counts.</summary>
    public ObservationWindow Window => _window;

    /// <summary>The published edges.</summary>
    public RankEdges Edges => _edges;

    /// <summary>Number of shards.</summary>
    public int ShardCount => _shards.Length;

    /// <summary>Newest applied sequence number.</summary>
    public long Sequence { get; private set; }

    /// <summary>Whether lines or a move of the window came after the edges were last taken.</summary>
    public bool IsChangedSinceEdges { get; private set; }

    /// <summary>Whether everyone stands at the window, on edges taken after the last line.</summary>
    public bool IsSettled => !IsChangedSinceEdges && _isSwept && _sweptWindow == _window;

    /// <summary>Applies a batch, lets the event clock follow, and scores the customers it touched.</summary>
    /// <returns>The counts over the batch.</returns>
    public IngestCounts ApplyBatch(long sequence, PreparedBatch batch)
    {
        Sequence = sequence;
        bool isSmall = batch.Parts.Sum(part => part.Count) < FewestLinesForThreads;
        Each(isSmall, index => _shards[index].Apply(batch.Parts[index]));
        bool isMonthClosed = false;
        if (_clock == AsOfClock.Event)
        {
            NewestDates newest = _shards.Aggregate(NewestDates.None, (dates, shard) => dates.Merge(shard.Newest));
            isMonthClosed = AdvanceWindow(new ObservationWindow(newest.SecondDay));
        }

        List<ValueUpdate>[] updates = new List<ValueUpdate>[_shards.Length];
        long start = EngineInstruments.Start();
        Each(isSmall, index => updates[index] = _shards[index].RescoreTouched(_edges));
        _work.Scored(start);
        if (isMonthClosed)
        {
            TellAll(sequence);
        }
        else
        {
            Tell(sequence, updates);
        }

        IngestCounts counts = batch.Rejected.Copy();
        foreach (Shard shard in _shards)
        {
            counts.Add(shard.Counts);
        }

        IsChangedSinceEdges |= counts.Accepted > 0;
        _counts.Add(counts);
        return counts;
    }

    /// <summary>Moves the window to a later date.</summary>
    public void ApplyAsOf(long sequence, ObservationWindow window)
    {
        Sequence = sequence;
        if (AdvanceWindow(window))
        {
            TellAll(sequence);
        }
    }

    /// <summary>The edges of the population as it stands; the published ones when nobody would be placed otherwise.</summary>
    public RankEdges TakeEdges()
    {
        var ranks = Array.ConvertAll(_shards, shard => shard.Ranks);
        RankEdges edges = RankEdges.Of(
            _edges.Version + 1,
            new MergedOrder<RankKey>(Array.ConvertAll(ranks, rank => rank.Recency)),
            new MergedOrder<RankKey>(Array.ConvertAll(ranks, rank => rank.Frequency)),
            new MergedOrder<RankKey>(Array.ConvertAll(ranks, rank => rank.Monetary)));
        return edges.HasSameEdges(_edges) ? _edges : edges;
    }

    /// <summary>Publishes edges; a sweep has to follow.</summary>
    public void ApplyEdges(long sequence, RankEdges edges)
    {
        Sequence = sequence;
        BeginSweep(edges);
    }

    /// <summary>Takes note that the edges were taken anew, and starts a sweep when somebody may be concerned.</summary>
    public void BeginSweep(RankEdges edges)
    {
        _isSwept &= edges.Version == _edges.Version && _sweptWindow == _window;
        _edges = edges;
        IsChangedSinceEdges = false;
        _sweptWindow = _window;
        foreach (Shard shard in _shards)
        {
            shard.BeginSweep();
        }
    }

    /// <summary>Goes on with the sweep.</summary>
    /// <returns>Whether everyone was visited at the window of now.</returns>
    public bool Sweep(Deadline deadline)
    {
        if (_sweptWindow != _window)
        {
            BeginSweep(_edges);
            IsChangedSinceEdges = true;
        }

        bool[] done = new bool[_shards.Length];
        Each(isSmall: false, index => done[index] = _shards[index].Sweep(_edges, deadline));
        return done.All(isDone => isDone);
    }

    /// <summary>Finishes a sweep and tells the values that it changed.</summary>
    public void ApplySettled(long sequence)
    {
        Sequence = sequence;
        if (_sweptWindow != _window)
        {
            BeginSweep(_edges);
        }

        Sweep(Deadline.Never);
        _isSwept = true;
        TellAll(sequence);
    }

    /// <summary>Starts to score everyone with another model beside the serving one; a swap that was under way is given up.</summary>
    public void BeginModelSwap(IValueModel model)
    {
        foreach (Shard shard in _shards)
        {
            shard.BeginGeneration(model);
        }
    }

    /// <summary>Goes on scoring with the other model.</summary>
    /// <returns>Whether everyone is scored.</returns>
    public bool BuildModelSwap(Deadline deadline)
    {
        bool[] done = new bool[_shards.Length];
        Each(isSmall: false, index => done[index] = _shards[index].BuildGeneration(_edges, deadline));
        return done.All(isDone => isDone);
    }

    /// <summary>Brings the other model's population up to date and lets it serve.</summary>
    public void ApplyModelSwap(long sequence, IValueModel model)
    {
        Sequence = sequence;
        Model = model;
        Each(isSmall: false, index => _shards[index].SwapGeneration(_edges));
        TellAll(sequence);
    }

    /// <summary>Takes over what a snapshot kept; nobody has been applied before.</summary>
    public void Restore(SnapshotHeader header, IEnumerable<StoredCustomer> customers, IValueModel model)
    {
        Model = model;
        _window = header.Window;
        _edges = header.Edges;
        _counts.Add(header.Counts);
        Sequence = header.Sequence;
        foreach (Shard shard in _shards)
        {
            shard.Restore(_window, model);
        }

        foreach (StoredCustomer customer in customers)
        {
            ShardOf(customer.State.Id).Restore(customer);
        }

        BeginSweep(_edges);
        Sweep(Deadline.Never);
        _isSwept = true;
    }

    /// <summary>Has the next settling start from scratch, because what happened between the frames is not known.</summary>
    public void MarkUnsettled() => IsChangedSinceEdges = true;

    /// <summary>The invoices that a customer's state holds.</summary>
    public CustomerPurchases PurchasesOf(CustomerId id) => new(id, _window.AsOf, ShardOf(id).PurchasesOf(id));

    /// <summary>The stock codes that the states of a customer's shard use.</summary>
    public StockCodeTable StockCodesOf(CustomerId id) => ShardOf(id).StockCodes;

    /// <summary>Each shard's customers, for a snapshot.</summary>
    public IReadOnlyList<IEnumerable<StoredCustomer>> Store() => [.. _shards.Select(shard => shard.Store())];

    /// <summary>Counts over all lines so far.</summary>
    public IngestCounts Counts => _counts.Copy();

    /// <summary>Takes what was done since the last call, for telemetry.</summary>
    public WorkDone TakeWork() => _work.Take(Rescores());

    /// <summary>Takes the values that were told since the last call: sequence by sequence, within one by customer.</summary>
    public List<(long Sequence, CustomerRecord Record)> TakeTold()
    {
        List<(long Sequence, CustomerRecord Record)> told = [.. _told];
        _told.Clear();
        return told;
    }

    /// <summary>What readers may see from now on.</summary>
    /// <param name="edgesTimestamp">When the edges were last taken.</param>
    public PopulationSnapshot Publish(long? edgesTimestamp) =>
        new(Array.ConvertAll(_shards, shard => shard.Publish()))
        {
            Model = Model,
            Window = _window,
            Edges = _edges,
            EdgesTimestamp = edgesTimestamp,
            IsSettled = IsSettled,
            Sequence = Sequence,
            Counts = Counts,
        };

    private Shard ShardOf(CustomerId id) => _shards[CustomerPlacement.PartOf(id, _shards.Length)];

    // Returns whether a month was closed on the way.
    private bool AdvanceWindow(ObservationWindow target)
    {
        if (target.AsOfDay <= _window.AsOfDay)
        {
            return false;
        }

        bool isMonthClosed = false;
        if (_settlesAtMonthEnds)
        {
            int from = _window.IsSet ? _window.AsOfDay : _shards.Min(shard => shard.OldestKeptDay) ?? target.AsOfDay;
            foreach (int monthEnd in MonthEnds.Between(from, target.AsOfDay))
            {
                isMonthClosed |= CloseMonth(monthEnd);
            }
        }

        MoveTo(target);
        return isMonthClosed;
    }

    private void MoveTo(ObservationWindow window)
    {
        _window = window;
        IsChangedSinceEdges = true;
        Each(isSmall: false, index => _shards[index].AdvanceTo(window));
    }

    private bool CloseMonth(int monthEnd)
    {
        MoveTo(new ObservationWindow(monthEnd));
        Each(isSmall: false, index => _shards[index].RankTouched());
        if (_shards.All(shard => shard.Ranks.Recency.Count == 0))
        {
            return false;
        }

        long start = EngineInstruments.Start();
        long rescores = Rescores();
        BeginSweep(TakeEdges());
        Sweep(Deadline.Never);
        _isSwept = true;
        Each(isSmall: false, index => _shards[index].RecordHistory(DateOnly.FromDayNumber(monthEnd)));
        _work.ClosedMonth(start, Rescores() - rescores);
        return true;
    }

    private long Rescores()
    {
        long rescores = 0;
        foreach (Shard shard in _shards)
        {
            rescores += shard.Rescores;
        }

        return rescores;
    }

    private void TellAll(long sequence)
    {
        List<ValueUpdate>[] updates = new List<ValueUpdate>[_shards.Length];
        Each(isSmall: false, index => updates[index] = _shards[index].Untold());
        Tell(sequence, updates);
    }

    private void Tell(long sequence, List<ValueUpdate>[] updates)
    {
        for (int index = 0; index < _shards.Length; index++)
        {
            _shards[index].MarkTold(updates[index], sequence);
        }

        _told.AddRange(updates.SelectMany(update => update).Select(update => update.Record).OrderBy(record => record.Id).Select(record => (sequence, record)));
    }

    private void Each(bool isSmall, Action<int> work)
    {
        if (isSmall)
        {
            for (int index = 0; index < _shards.Length; index++)
            {
                work(index);
            }
        }
        else
        {
            _executor.Run(_shards.Length, work);
        }
    }
}
