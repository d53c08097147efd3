using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Population;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Views;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Storage;

namespace ClvActors.Orleans.Aggregation;

/// <summary>The root over all partitions.</summary>
/// <remarks>
/// Its state changes between awaits only, and what silos are told was stored before. Writes that are asked for while one is under way become one. The part that settles is in
/// <c>SegmentAggregatorGrain.Settling.cs</c>, the part that talks to silos in <c>SegmentAggregatorGrain.Silos.cs</c>.
/// </remarks>
[Reentrant]
[KeepAlive]
internal sealed partial class SegmentAggregatorGrain(
    [PersistentState("aggregator", CustomerGrain.StorageName)] IPersistentState<AggregatorState> state,
    PopulationQueries population,
    ClusterOptions options,
    IClusterMembershipService membership,
    ILocalSiloDetails ownSilo,
    TimeProvider time,
    ILogger<SegmentAggregatorGrain> log) : Grain, ISegmentAggregatorGrain, IDisposable
{
    private const int NumbersReserved = 10_000;
    private const int CompletionsRemembered = 512;
    private const int EpochShift = 32;
    private static readonly TimeSpan SaveRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(50);

    private readonly OpenBatches _open = new();
    private readonly Queue<long> _recent = new();
    private readonly HashSet<long> _recentSet = [];
    private readonly SemaphoreSlim _moving = new(1);
    private IngestCounts _counts = new();
    private NewestDates _newest = NewestDates.None;
    private PopulationView _view = null!;
    private PopulationView _saved = null!;
    private PopulationView _published = null!;
    private long _bygoneThrough;
    private long _reservedDurably;
    private bool _isLeaving;
    private Task _writing = Task.CompletedTask;
    private Task? _nextWrite;

    private AggregatorState State { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        State = state.State;
        if (State.Format > AggregatorState.NewestFormat)
        {
            throw new InvalidDataException(
                $"The aggregator's state has format {State.Format}, this program reads up to {AggregatorState.NewestFormat}: it was written by a newer program.");
        }

        State.Format = AggregatorState.NewestFormat;
        State.Epoch++;
        _open.StartAfter(State.ReservedThrough, State.ToldThrough);
        _bygoneThrough = State.ReservedThrough;
        State.ReservedThrough += NumbersReserved;

        // A silo that went while nobody watched may have stored entries without telling them.
        if (State.Epoch > 1)
        {
            Doubt(isNews: true);
        }

        State.PartitionTerms = [.. State.PartitionTerms, .. new long[Math.Max(0, options.Partitions - State.PartitionTerms.Length)]];

        // Views that an earlier activation made but could not store any more are older than all of this one's.
        State.ViewVersion = Math.Max(State.ViewVersion, State.Epoch << EpochShift);
        ClusterMembershipSnapshot members = membership.CurrentSnapshot;
        State.Silos = [.. State.Silos.Where(subscribed => members.GetSiloStatus(subscribed.Silo) is not (SiloStatus.None or SiloStatus.Dead))];
        foreach (SubscribedSilo subscribed in State.Silos)
        {
            _silos[subscribed.Silo] = subscribed.Observer;
        }

        foreach (long sequence in State.RecentlyCompleted)
        {
            Remember(sequence);
        }

        _counts = State.Counts.Length == 0 ? new IngestCounts() : IngestCounts.FromArray(State.Counts);
        _newest = new NewestDates(State.NewestCustomer, State.NewestDay, State.SecondNewestDay);
        _view = _saved = _published = MakeStoredView();
        await SaveAsync();
        _reservedDurably = State.ReservedThrough;
        _ = PushAsync(_published);
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TickInterval, TickInterval) { Interleave = true, KeepAlive = true });
        LogActivated(State.Epoch, State.Completed);
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Calls under way go on beside the next activation; a settling need not.
        _isLeaving = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<BatchTicket> Begin(SiloAddress silo)
    {
        // A number is given out only once nobody after this activation can give it out again: a customer would take its lines for a retry.
        while (_open.Newest >= _reservedDurably)
        {
            long reserved = State.ReservedThrough = Math.Max(State.ReservedThrough, _open.Newest + NumbersReserved);
            await SaveAsync();
            _reservedDurably = Math.Max(_reservedDurably, reserved);
        }

        return new BatchTicket(_open.Open(silo, time.GetTimestamp()), State.Epoch, _published.Version);
    }

    /// <inheritdoc/>
    public async Task<BatchAnswer> Complete(BatchCompletion batch)
    {
        long sequence = batch.Ticket.Sequence;
        if (_recentSet.Contains(sequence))
        {
            return Answer(BatchVerdict.Done);
        }

        if (batch.Ticket.Epoch != State.Epoch)
        {
            return Answer(BatchVerdict.Unknown);
        }

        if (!_open.IsOpen(sequence))
        {
            // Given up because it took so long: it goes on under a new number. Or completed so long ago that the list of the newest has lost it.
            bool isForgotten = _recent.Count == CompletionsRemembered && sequence < _recent.Min();
            return Answer(isForgotten ? BatchVerdict.Done : BatchVerdict.Unknown);
        }

        // Begun before everyone knew which activations of the partitions count: another one may have heard of its customers.
        if (sequence <= _doubtfulThrough)
        {
            Doubt(isNews: false);
        }

        if (batch.NewestDay >= 0)
        {
            Learn(new NewestDates(batch.NewestCustomer, batch.NewestDay, batch.SecondNewestDay), batch.OldestDay);
            _isChanged = true;
        }

        if (options.Clock == AsOfClock.Event)
        {
            await MoveToAsync(_newest.SecondDay);
        }

        if (batch.ScoredAtDay < State.AsOfDay)
        {
            // The view that it is to be scored at may be another batch's work that is not stored yet.
            await SaveAsync();
            await PublishAsync();
            return Answer(BatchVerdict.Rescore);
        }

        // Another try of the same completion may have come through while the date was being moved.
        if (!_recentSet.Contains(sequence))
        {
            Remember(sequence);
            _counts.Add(IngestCounts.FromArray(batch.Counts));
            State.Counts = _counts.ToArray();
            State.RecentlyCompleted = [.. _recent];
            State.Completed = Math.Max(State.Completed, sequence);
        }

        await SaveAsync();
        _open.Close(sequence);
        NoteStreaming();
        _ = PublishAsync();
        return Answer(BatchVerdict.Done);
    }

    /// <inheritdoc/>
    public Task Abort(BatchTicket ticket)
    {
        if (ticket.Epoch == State.Epoch)
        {
            _open.Lose(ticket.Sequence);

            // Some of its customers may have taken lines.
            NoteStreaming();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<PopulationView> View() => Task.FromResult(_published);

    /// <inheritdoc/>
    public Task<ClusterStatus> Status() => Task.FromResult(new ClusterStatus(
        State.Completed,
        _open.ToldThrough,
        _counts.ToArray(),
        _published.IsSettled && !_isChanged,
        _edgesTaken is { } taken ? time.GetElapsedTime(taken) : null,
        _silos.Count,
        _open.Newest,
        _published.Version));

    /// <inheritdoc/>
    public void Dispose()
    {
        _moving.Dispose();
        _settling.Dispose();
        _recovering.Dispose();
    }

    private BatchAnswer Answer(BatchVerdict verdict) => new(verdict, _published.AsOfDay, _published.Version);

    private void Remember(long sequence)
    {
        _recent.Enqueue(sequence);
        _recentSet.Add(sequence);
        if (_recent.Count > CompletionsRemembered)
        {
            _recentSet.Remove(_recent.Dequeue());
        }
    }

    // One write at a time; whoever comes meanwhile shares the next one.
    private Task SaveAsync()
    {
        if (_nextWrite is { } next)
        {
            return next;
        }

        return _writing.IsCompleted ? _writing = WriteAsync() : _nextWrite = AfterAsync(_writing);

        async Task AfterAsync(Task before)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            _nextWrite = null;
            await (_writing = WriteAsync());
        }
    }

    private async Task WriteAsync()
    {
        long started = time.GetTimestamp();
        while (true)
        {
            try
            {
                State.ToldThrough = _open.ToldThrough;
                PopulationView view = _view;

                // The storage may serialize on another thread while the next calls change the state.
                state.State = State.Copy();
                await state.WriteStateAsync();
                _saved = view;
                return;
            }
            catch (Exception failure)
            {
                // A database that restarts is waited for. Otherwise what is in memory is no longer what is stored, and the next activation reads it back.
                if (failure is InconsistentStateException || time.GetElapsedTime(started) > options.IngestTimeout)
                {
                    LogSaveFailed(failure);
                    _isLeaving = true;
                    DeactivateOnIdle();
                    throw;
                }
            }

            await Task.Delay(SaveRetry, time);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "The segment aggregator is here: epoch {Epoch}, batches completed through {Completed}")]
    private partial void LogActivated(long epoch, long completed);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The segment aggregator could not store its state and gives itself up")]
    private partial void LogSaveFailed(Exception failure);
}
