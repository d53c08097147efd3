using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Views;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Serialization;
using Orleans.Storage;

namespace ClvActors.Orleans.Customers;

/// <summary>One customer's actor.</summary>
/// <remarks>
/// Calls that wait are taken together: their lines are applied, the customer is scored once, one row is stored and one entry is told. Only that loop
/// changes the state; what readers see is what was stored last. A write that fails may or may not be stored, so the activation gives itself up and the next one reads what is.
/// </remarks>
[Reentrant]
internal sealed partial class CustomerGrain(
    [PersistentState(CustomerGrain.StateName, CustomerGrain.StorageName)] IPersistentState<CustomerCheckpoint> checkpoint,
    ICustomerStore store,
    PartitionOutbox outbox,
    IPopulationViews views,
    SiloModels models,
    ClusterOptions options,
    Serializer<JournalBatch[]> rowSerializer,
    Serializer<CustomerEntry> entrySerializer,
    ILogger<CustomerGrain> log) : Grain, ICustomerGrain
{
    /// <summary>Name of the checkpoint in grain storage.</summary>
    public const string StateName = "customer";

    /// <summary>Name of the grain storage of customers and aggregator.</summary>
    public const string StorageName = "clv";

    private readonly Guid _writer = Guid.NewGuid();
    private readonly List<CustomerCall> _waiting = [];
    private CustomerId _id;
    private LiveCustomer _customer = null!;
    private CustomerEntry? _stored;
    private CustomerEntry? _visible;
    private (CustomerRecord Record, FeatureContribution[] Factors, double BaseScore)? _explained;
    private Task _draining = Task.CompletedTask;
    private bool _isRunning;
    private bool _hasFailed;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = CustomerId.Parse(this.GetPrimaryKeyString());
        if (checkpoint.State.Format > CustomerCheckpoint.NewestFormat)
        {
            throw new InvalidDataException(
                $"The state of customer {_id} has format {checkpoint.State.Format}, this program reads up to {CustomerCheckpoint.NewestFormat}: it was written by a newer program.");
        }

        await views.AtLeastAsync(1);
        CustomerTail tail = await store.ReadAsync(_id, checkpoint.State.JournalSequence);
        _stored = tail.Entry is { } bytes ? entrySerializer.Deserialize(bytes) : null;
        _visible = _stored;
        _customer = new LiveCustomer(_id);
        _customer.Restore(checkpoint.State, tail.Rows.Select(row => (row.Sequence, rowSerializer.Deserialize(row.Lines)!)), _stored);
        checkpoint.State = new CustomerCheckpoint { Format = checkpoint.State.Format, JournalSequence = checkpoint.State.JournalSequence };
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Nobody else waits for the calls under way. A row that is being written must not be in a checkpoint before it is stored.
        await _draining.WaitAsync(cancellationToken);
        if (!_isRunning && !_hasFailed && _customer is not null && _customer.JournalSequence > checkpoint.State.JournalSequence && IsStored(_visible))
        {
            await WriteCheckpointAsync();
        }
    }

    /// <inheritdoc/>
    public async Task<CustomerIngestResult> Ingest(CustomerLines lines)
    {
        CustomerCall call = new(lines, null);
        await RunAsync(call, lines.ViewVersion);
        return new CustomerIngestResult(call.Counts!, _customer.AsOfDay);
    }

    /// <inheritdoc/>
    public async Task<CustomerEntry?> Rescore(RescoreOrder order)
    {
        CustomerCall call = new(null, order);
        await RunAsync(call, order.ViewVersion);
        return _stored;
    }

    /// <inheritdoc/>
    public Task<CustomerEntry?> Get() => Task.FromResult(Look());

    /// <inheritdoc/>
    public Task<ExplainedCustomer?> Explain()
    {
        if (Look() is not { } entry)
        {
            return Task.FromResult<ExplainedCustomer?>(null);
        }

        PopulationView view = views.Current;
        IValueModel? model = models.Find(entry.BundleFingerprint);
        (FeatureContribution[] factors, double baseScore) = Reasons(entry.Record, model);
        return Task.FromResult<ExplainedCustomer?>(
            new ExplainedCustomer(entry, [], (model ?? models.Of(view)).HorizonDays, view.Version, factors, baseScore));
    }

    /// <inheritdoc/>
    public async Task<HeldPurchases> Purchases(long viewVersion)
    {
        await views.AtLeastAsync(viewVersion);
        while (_isRunning)
        {
            // The state may hold lines that are being written.
            await _draining;
        }

        ThrowIfFailed();
        if (!_customer.HasBought)
        {
            DeactivateOnIdle();
        }

        return _customer.PurchasesAt(Math.Max(_customer.AsOfDay, views.Current.AsOfDay));
    }

    // Only the model that scored knows the reasons.
    private (FeatureContribution[] Factors, double BaseScore) Reasons(CustomerRecord record, IValueModel? model)
    {
        if (model is null || !record.Prediction.IsExplainable)
        {
            return ([], double.NaN);
        }

        if (_explained is not { } known || !ReferenceEquals(known.Record, record))
        {
            Explanation explanation = Explanation.Of(record, model);
            _explained = known = (record, [.. explanation.Largest], explanation.BaseScore);
        }

        return (known.Factors, known.BaseScore);
    }

    // While nothing is being written the customer follows the silo's view for its readers; what that changes is stored by the next sweep.
    private CustomerEntry? Look()
    {
        ThrowIfFailed();
        if (_visible is null)
        {
            if (!_isRunning && !_customer.HasBought)
            {
                DeactivateOnIdle();
            }

            return null;
        }

        if (!_isRunning)
        {
            PopulationView view = views.Current;
            CustomerRecord record = _visible.Record;
            if (_visible.BundleFingerprint != view.BundleFingerprint
                || record.Window.AsOfDay < view.AsOfDay
                || !Settling.Holds(record, record.Window, _visible.Keys, view.Edges))
            {
                _customer.BringTo(view, view.AsOfDay, models.Of(view));
                _visible = _customer.ToEntry(isNew: false);
            }
        }

        return _visible;
    }

    private async Task RunAsync(CustomerCall call, long viewVersion)
    {
        ThrowIfFailed();
        if (viewVersion > views.Current.Version)
        {
            await views.AtLeastAsync(viewVersion);
            ThrowIfFailed();
        }

        _waiting.Add(call);
        if (!_isRunning)
        {
            _isRunning = true;
            _draining = DrainAsync();
        }

        await call.Done.Task;
    }

    private async Task DrainAsync()
    {
        CustomerCall[] group = [];
        try
        {
            while (_waiting.Count > 0)
            {
                group = [.. _waiting];
                _waiting.Clear();
                await ServeAsync(group);
                foreach (CustomerCall call in group)
                {
                    call.Done.TrySetResult();
                }

                if (_customer.JournalRowsSince(checkpoint.State.JournalSequence) >= options.RowsPerCheckpoint)
                {
                    await WriteCheckpointAsync();
                }
            }
        }
        catch (Exception failure)
        {
            _hasFailed = true;
            DeactivateOnIdle();
            foreach (CustomerCall call in (CustomerCall[])[.. group, .. _waiting])
            {
                call.Done.TrySetException(failure);
            }

            _waiting.Clear();
        }
        finally
        {
            _isRunning = false;
        }
    }

    private async Task ServeAsync(CustomerCall[] group)
    {
        PopulationView view = views.Current;
        if (Array.Exists(group, call => call.IsBygone(view)))
        {
            Array.ForEach([.. group.Where(call => call.IsBygone(view))], call => call.Done.TrySetException(
                new InvalidOperationException("The aggregator that asked for this is gone; its successor will ask again.")));
            group = [.. group.Where(call => !call.IsBygone(view))];
            if (group.Length == 0)
            {
                return;
            }
        }

        IValueModel model = models.Of(view);
        _customer.CloseMonths(view, model);
        List<JournalBatch> batches = [];
        int asOfDay = -1;
        long sequence = 0;
        bool isTold = false;
        foreach (CustomerCall call in group)
        {
            if (call.Lines is { } lines)
            {
                call.Counts = _customer.Apply(lines, out JournalBatch? batch);
                if (batch is not null)
                {
                    batches.Add(batch);
                }

                isTold = true;
            }

            asOfDay = Math.Max(asOfDay, call.AsOfDay);
            sequence = Math.Max(sequence, call.Sequence);
        }

        _customer.BringTo(view, asOfDay, model);
        if (sequence > view.BygoneThrough)
        {
            // Otherwise it is told once the batch has its new number, for the feed may have passed this one.
            _customer.Tell(sequence);
        }

        CustomerEntry? entry = _customer.ToEntry(isNew: false);
        bool isNewEntry = entry is not null && (_stored is null || !IsSame(entry, _stored));
        if (batches.Count > 0 || isNewEntry)
        {
            entry = isNewEntry ? _customer.ToEntry(isNew: true) : entry;
            if (batches.Count > 0)
            {
                _customer.JournalSequence++;
            }

            JournalBatch[] row = [.. batches];
            await store.WriteAsync(new CustomerWrite(
                _id,
                CustomerPlacement.PartOf(_id, options.Partitions),
                _writer,
                batches.Count > 0 ? _customer.JournalSequence : 0,
                batches.Count > 0 ? new StoredBytes(() => rowSerializer.SerializeToArray(row)) : StoredBytes.Empty,
                isNewEntry ? entry!.Version : 0,
                isNewEntry ? new StoredBytes(() => entrySerializer.SerializeToArray(entry!)) : StoredBytes.Empty));
            _stored = entry;
        }

        _visible = entry;
        if (isTold && entry is not null)
        {
            await outbox.TellAsync(entry);
        }
    }

    // A customer that has followed the view for its readers has closed months that only the next entry will hold.
    private bool IsStored(CustomerEntry? visible) => visible is null || (_stored is not null && IsSame(visible, _stored));

    private static bool IsSame(CustomerEntry entry, CustomerEntry stored) =>
        ReferenceEquals(entry.Record, stored.Record)
        && entry.ChangeSequence == stored.ChangeSequence
        && entry.NextDueDay == stored.NextDueDay
        && entry.NewestPurchaseDay == stored.NewestPurchaseDay
        && ReferenceEquals(entry.History, stored.History);

    private async Task WriteCheckpointAsync()
    {
        CustomerCheckpoint written = checkpoint.State;
        try
        {
            checkpoint.State = _customer.ToCheckpoint();
            await checkpoint.WriteStateAsync();

            // Only where the checkpoint ends is needed from now on; the state itself would be kept twice.
            checkpoint.State = new CustomerCheckpoint { Format = checkpoint.State.Format, JournalSequence = checkpoint.State.JournalSequence };
        }
        catch (InconsistentStateException)
        {
            throw;
        }
        catch (Exception failure)
        {
            // The journal holds everything; the next checkpoint covers it.
            checkpoint.State = written;
            LogCheckpointFailed(failure, _id.ToString());
        }
    }

    private void ThrowIfFailed()
    {
        if (_hasFailed)
        {
            throw new InvalidOperationException($"This activation of customer {_id} has given itself up; call again.");
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "The checkpoint of customer {Customer} was not written; its journal holds everything")]
    private partial void LogCheckpointFailed(Exception failure, string customer);
}
