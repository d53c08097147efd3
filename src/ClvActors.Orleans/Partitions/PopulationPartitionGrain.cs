using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Aggregation;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Surveys;
using ClvActors.Orleans.Views;
using Orleans.Concurrency;
using Orleans.Serialization;

namespace ClvActors.Orleans.Partitions;

/// <summary>A partition of the population as a grain: it reads its entries when it is activated, and stays until its silo goes.</summary>
/// <remarks>
/// Two activations may live side by side, and callers go on with the one that they have found: the aggregator gives each a term, and the one with the lower term gives way once its
/// silo has the view that says so. Reentrant, so that a sweep that waits for customers holds nobody back; every answer is made in one turn and so belongs to one moment.
/// </remarks>
[Reentrant, KeepAlive]
internal sealed class PopulationPartitionGrain(
    ICustomerStore store, CustomerGrains customers, IPopulationViews views, Serializer<CustomerEntry> serializer, ClusterOptions options, TimeProvider time)
    : Grain, IPopulationPartitionGrain, IIncomingGrainCallFilter, IDisposable
{
    // Ids of an earlier activation's snapshots must not be taken for this one's: a millisecond gives room for a thousand.
    private readonly PopulationPartition _partition = new(time.GetUtcNow().ToUnixTimeMilliseconds() << 10);
    private readonly RescoreSlice _slice = new(options.SweepConcurrency, options.SweepSlice, time);

    // One slice at a time: a caller that gave up waiting and tries again must not be told "done" while the first try is under way.
    private readonly SemaphoreSlim _sweeping = new(1);
    private readonly CancellationTokenSource _leaving = new();
    private bool _isLeaving;
    private long _term;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // What is stored before this term is known is read; what is told to another activation afterwards the aggregator has read again. One of an older program gives no terms.
        if ((await views.AtLeastAsync(1)).PartitionTerms.Length > 0)
        {
            _term = await GrainFactory.GetGrain<ISegmentAggregatorGrain>(0).Announce(Number);
        }

        await ReadStoredAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _isLeaving = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await ThrowIfFollowedAsync(PartitionOutbox.ViewOfTeller());
        await context.Invoke();
    }

    /// <inheritdoc/>
    public Task Apply(CustomerEntry[] entries)
    {
        foreach (CustomerEntry entry in entries)
        {
            _partition.Apply(entry);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Reload() => ReadStoredAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async Task<bool> AdvanceDue(long viewVersion, int asOfDay, long firstSequence)
    {
        await _sweeping.WaitAsync();
        try
        {
            await ThrowIfFollowedAsync(viewVersion);

            // Each customer once for every slice, though one whose call fails stays due.
            Queue<CustomerId> due = new(_partition.DueUpTo(asOfDay));
            RescoreOrder order = new(viewVersion, asOfDay, firstSequence);
            await _slice.RunAsync(() => !_isLeaving && due.TryDequeue(out CustomerId customer) ? customer : null, customer => RescoreAsync(customer, order), _ => { });
            return IsStillHere() && !_partition.HasDueUpTo(asOfDay);
        }
        finally
        {
            _sweeping.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<bool> Sweep(long viewVersion, long sequence)
    {
        await _sweeping.WaitAsync();
        try
        {
            PopulationView view = await ThrowIfFollowedAsync(viewVersion);
            _partition.SweepTo(view);
            RescoreOrder order = new(view.Version, view.AsOfDay, sequence);
            await _slice.RunAsync(() => _isLeaving ? null : _partition.NextStale(), customer => RescoreAsync(customer, order), _partition.Revisit);
            return IsStillHere() && _partition.IsSwept();
        }
        finally
        {
            _sweeping.Release();
        }
    }

    /// <inheritdoc/>
    public Task<PartitionTotals> Totals() => Task.FromResult(_partition.Totals);

    /// <inheritdoc/>
    public Task<OrderSample[]> Sample(PopulationOrder[] orders, int keys) => Task.FromResult(_partition.Sample(orders, keys));

    /// <inheritdoc/>
    public Task<OrderRange[]> Ranges(OrderRangeRequest[] requests) => Task.FromResult(_partition.Ranges(requests));

    /// <inheritdoc/>
    public Task<ValueRungs> Rungs(int most, int otherwise) => Task.FromResult(_partition.Rungs(most, otherwise));

    /// <inheritdoc/>
    public Task<int[]> CountBelow(long snapshotId, PopulationOrder order, double[] values) =>
        Task.FromResult(_partition.CountBelow(snapshotId, order, values));

    /// <inheritdoc/>
    public Task<int[]> CountUpTo(double[] values) => Task.FromResult(_partition.CountUpTo(values));

    /// <inheritdoc/>
    public Task<OrderSlice> Slice(long snapshotId, PopulationOrder order, int position, int count) =>
        Task.FromResult(_partition.Slice(snapshotId, order, position, count));

    /// <inheritdoc/>
    public Task<TallyPart[]> Tally(double[] bounds, int lapsedAsOfDay) => Task.FromResult(_partition.Tally(bounds, lapsedAsOfDay));

    /// <inheritdoc/>
    public Task<SurveyAnswer> Survey(SurveyQuestion question) => PartitionSurvey.TakeAsync(_partition.Entries(), question);

    /// <inheritdoc/>
    public Task<CustomerId[]> Search(string prefix, int most) => Task.FromResult(_partition.Search(prefix, most));

    /// <inheritdoc/>
    public Task<ToldChange[]> Changes(long afterSequence, CustomerId? afterCustomer, long upToSequence, int count) =>
        Task.FromResult(_partition.Changes(new ChangePosition(afterSequence, afterCustomer), upToSequence, count));

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweeping.Dispose();
        _leaving.Dispose();
    }

    private int Number => checked((int)this.GetPrimaryKeyLong());

    // An aggregator that is gone may have answered with an older view than was asked for.
    private async ValueTask<PopulationView> ThrowIfFollowedAsync(long viewVersion)
    {
        PopulationView view = await views.AtLeastAsync(viewVersion);
        if (view.Version < viewVersion)
        {
            throw new InvalidOperationException($"Partition {Number} does not have view {viewVersion} yet; call again.");
        }

        if (Number < view.PartitionTerms.Length && view.PartitionTerms[Number] > _term)
        {
            _isLeaving = true;
            await _leaving.CancelAsync();
            DeactivateOnIdle();
            throw new InvalidOperationException($"Another activation of partition {Number} has followed this one; call again.");
        }

        return view;
    }

    // A slice that outlives its activation knows nothing of the entries that its successor has taken since.
    private bool IsStillHere() => !_isLeaving
        ? true
        : throw new InvalidOperationException("This activation of the partition has left in the middle of a slice; call again.");

    private async Task ReadStoredAsync(CancellationToken cancellation)
    {
        int partition = Number;
        await foreach (byte[] entry in store.ReadPartitionAsync(partition, cancellation))
        {
            _partition.Load(serializer.Deserialize(entry) ?? throw new InvalidDataException($"Partition {partition} has a stored entry without content."));
        }
    }

    private async Task RescoreAsync(CustomerId customer, RescoreOrder order)
    {
        CustomerEntry? entry;
        try
        {
            // An activation that gives way takes no more calls, and leaves when its slice has ended: a customer that waits to be heard here is not waited for.
            entry = await customers[customer].Rescore(order).WaitAsync(_leaving.Token);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            _ = IsStillHere();
            throw;
        }

        _partition.ApplySwept(entry ?? throw new InvalidOperationException($"Customer {customer} stands in its partition but says that it never bought."));
    }
}
