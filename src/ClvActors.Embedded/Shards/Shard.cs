using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Snapshots;

namespace ClvActors.Embedded.Shards;

/// <summary>The single writer of the customers whose ids hash to it.</summary>
/// <remarks>
/// Not thread-safe: the engine calls it from one thread at a time and joins before it publishes. What readers see leaves through <see cref="Publish"/>.
/// </remarks>
internal sealed class Shard
{
    // Checked after the customers, not before, so that a slice whose thread is woken late gets on too.
    private const int CustomersPerClockCheck = 16;

    private readonly StockCodeTable _stockCodes = new();
    private readonly CustomerDirectory _directory = new();
    private readonly List<CustomerSlot> _slots = [];
    private readonly List<int> _touched = [];
    private readonly DueCalendar _due = new();
    private readonly RankOrders _ranks = new();
    private Generation _serving;
    private Generation? _next;
    private ObservationWindow _window = ObservationWindow.Unset;
    private int _sweepCursor;
    private int _buildCursor;

    /// <summary>Makes an empty shard.</summary>
    public Shard(IValueModel model) => _serving = new Generation(model);

    /// <summary>Counts over the lines of the batch being applied.</summary>
    public IngestCounts Counts { get; private set; } = new();

    /// <summary>The two newest purchase dates of different customers here.</summary>
    public NewestDates Newest { get; private set; } = NewestDates.None;

    /// <summary>Day number of the oldest purchase that was kept here; null before the first.</summary>
    public int? OldestKeptDay { get; private set; }

    /// <summary>Customers scored since the shard was made, once for every model that they were scored by.</summary>
    public long Rescores { get; private set; }

    /// <summary>The rank orders: recency, frequency, monetary.</summary>
    public (OrderSnapshot<RankKey> Recency, OrderSnapshot<RankKey> Frequency, OrderSnapshot<RankKey> Monetary) Ranks => _ranks.Publish();

    /// <summary>The stock codes of this shard's states.</summary>
    public StockCodeTable StockCodes => _stockCodes;

    /// <summary>Applies lines to their customers' states; nobody is scored yet.</summary>
    public void Apply(ShardBatch batch)
    {
        Counts = new IngestCounts();
        foreach (TransactionLine line in batch.Lines ?? [])
        {
            int at = SlotOf(line.Customer!.Value);
            CustomerSlot slot = _slots[at];
            if (line.IsCancellation)
            {
                if (slot.State.ApplyCancellation(line) && slot.State.IsInWindow)
                {
                    Touch(at, slot);
                }

                continue;
            }

            bool isFirst = slot.State.FirstPurchaseDay is null;
            LineOutcome outcome = slot.State.ApplyPurchase(line);
            if (isFirst)
            {
                _directory.AddBuyer(slot.State.Id);
            }

            Counts.Count(outcome);
            if (outcome is LineOutcome.Duplicate or LineOutcome.ConflictingDuplicate)
            {
                continue;
            }

            Touch(at, slot);
            if (outcome == LineOutcome.AcceptedNewInvoice)
            {
                slot.InvoicesToRescore++;
                NoteInvoice(at, line.Date.DayNumber);
            }
        }
    }

    /// <summary>Brings the customers whose window contents change to another as-of date; nobody is scored yet.</summary>
    public void AdvanceTo(ObservationWindow window)
    {
        _window = window;
        foreach (int at in _due.TakeUpTo(window.AsOfDay))
        {
            CustomerSlot slot = _slots[at];
            slot.State.AdvanceTo(window);
            _ranks.Update(slot, slot.State.Totals());
        }
    }

    /// <summary>Brings the customers touched since the last rescore into the rank orders; nobody is scored yet.</summary>
    public void RankTouched()
    {
        foreach (int at in _touched)
        {
            CustomerSlot slot = _slots[at];
            slot.State.AdvanceTo(_window);
            _ranks.Update(slot, slot.State.Totals());
        }
    }

    /// <summary>Scores the customers that were touched, once each, and tells whose value is new.</summary>
    public List<ValueUpdate> RescoreTouched(RankEdges edges)
    {
        List<ValueUpdate> updates = [];
        foreach (int at in _touched)
        {
            CustomerSlot slot = _slots[at];
            Rescore(at, slot, edges);
            Counts.CountRescored(slot.InvoicesToRescore);
            slot.InvoicesToRescore = 0;
            slot.IsTouched = false;
            AddIfUntold(at, slot, updates);
        }

        _touched.Clear();
        return updates;
    }

    /// <summary>Starts a sweep over all customers from the first.</summary>
    public void BeginSweep() => _sweepCursor = 0;

    /// <summary>Rescores customers whose record is of another date or quintile, until done or a time is reached.</summary>
    /// <returns>Whether the sweep has visited everyone.</returns>
    public bool Sweep(RankEdges edges, Deadline deadline)
    {
        while (_sweepCursor < _slots.Count)
        {
            CustomerSlot slot = _slots[_sweepCursor];
            if (IsStale(_sweepCursor, slot, edges, _serving))
            {
                Rescore(_sweepCursor, slot, edges);
            }

            if (++_sweepCursor % CustomersPerClockCheck == 0 && deadline.HasPassed)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds everyone's present value to their history.</summary>
    public void RecordHistory(DateOnly monthEnd)
    {
        for (int at = 0; at < _slots.Count; at++)
        {
            if (_serving[at] is { IsInPopulation: true } record)
            {
                CustomerSlot slot = _slots[at];
                slot.History = [.. slot.History, new ValuePoint(monthEnd, record.PredictedValue)];
                _serving.Refresh(at, slot);
            }
        }
    }

    /// <summary>Everyone whose value differs from what was last told.</summary>
    public List<ValueUpdate> Untold()
    {
        List<ValueUpdate> updates = [];
        for (int at = 0; at < _slots.Count; at++)
        {
            AddIfUntold(at, _slots[at], updates);
        }

        return updates;
    }

    /// <summary>Notes that values are told under a sequence number.</summary>
    public void MarkTold(List<ValueUpdate> updates, long sequence)
    {
        foreach ((int at, CustomerRecord record) in updates)
        {
            CustomerSlot slot = _slots[at];
            slot.ToldValue = record.PredictedValue;
            slot.ToldSource = record.Source;
            slot.ChangeSequence = sequence;
            _serving.Refresh(at, slot);
        }
    }

    /// <summary>Starts a second generation under another model.</summary>
    public void BeginGeneration(IValueModel model)
    {
        _next = new Generation(model);
        _buildCursor = 0;
    }

    /// <summary>Scores customers into the second generation until done or a time is reached.</summary>
    /// <returns>Whether everyone has a record there.</returns>
    public bool BuildGeneration(RankEdges edges, Deadline deadline)
    {
        while (_buildCursor < _slots.Count)
        {
            ScoreInto(_next!, _buildCursor, _slots[_buildCursor], edges);
            if (++_buildCursor % CustomersPerClockCheck == 0 && deadline.HasPassed)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Brings the second generation up to date and lets it serve.</summary>
    public void SwapGeneration(RankEdges edges)
    {
        BuildGeneration(edges, Deadline.Never);
        for (int at = 0; at < _slots.Count; at++)
        {
            if (IsStale(at, _slots[at], edges, _next!))
            {
                ScoreInto(_next!, at, _slots[at], edges);
            }
            else
            {
                // What was told or recorded since the customer was scored there is known to the slot alone.
                _next!.Refresh(at, _slots[at]);
            }
        }

        _serving = _next!;
        _next = null;
    }

    /// <summary>What readers may see from now on.</summary>
    public ShardView Publish() => _serving.Publish(_directory);

    /// <summary>The invoices that a customer's state holds; the state is left as it is.</summary>
    public Purchase[] PurchasesOf(CustomerId id)
    {
        if (!_directory.TryGetSlot(id, out int at))
        {
            return [];
        }

        return Purchase.Of(_slots[at].State, _window);
    }

    /// <summary>Everything that a snapshot keeps of this shard's customers.</summary>
    public IEnumerable<StoredCustomer> Store()
    {
        foreach (CustomerSlot slot in _slots)
        {
            slot.State.AdvanceTo(_window);
            yield return new StoredCustomer(slot.State, slot.History, slot.ChangeSequence, slot.ToldValue, (byte)slot.ToldSource);
        }
    }

    /// <summary>Takes a customer over from a snapshot; nobody is scored yet.</summary>
    public void Restore(StoredCustomer stored)
    {
        CustomerSlot slot = new(stored.State)
        {
            History = stored.History,
            ChangeSequence = stored.ChangeSequence,
            ToldValue = stored.ToldValue,
            ToldSource = (PredictionSource)stored.ToldSource,
        };
        int at = _slots.Count;
        _slots.Add(slot);
        _directory.Add(stored.State.Id, at);
        if (stored.State.FirstPurchaseDay is not null)
        {
            _directory.AddBuyer(stored.State.Id);
        }

        foreach (Invoice invoice in stored.State.Purchases)
        {
            NoteInvoice(at, invoice.Day);
        }

        if (stored.State.NewestPurchaseDay is { } newest)
        {
            Newest = Newest.With(stored.State.Id, newest);
        }

        _ranks.Update(slot, stored.State.Totals());
    }

    /// <summary>Sets the window that customers to be restored already stand at, and the model that serves.</summary>
    public void Restore(ObservationWindow window, IValueModel model)
    {
        _window = window;
        _serving = new Generation(model);
    }

    private int SlotOf(CustomerId id)
    {
        if (!_directory.TryGetSlot(id, out int at))
        {
            at = _slots.Count;
            _slots.Add(new CustomerSlot(new CustomerState(id, _stockCodes, _window)));
            _directory.Add(id, at);
        }

        CustomerState state = _slots[at].State;
        if (state.Window != _window)
        {
            state.AdvanceTo(_window);
        }

        return at;
    }

    private void Touch(int at, CustomerSlot slot)
    {
        if (!slot.IsTouched)
        {
            slot.IsTouched = true;
            _touched.Add(at);
        }

        Newest = Newest.With(slot.State.Id, slot.State.NewestPurchaseDay!.Value);
    }

    private void NoteInvoice(int at, int day)
    {
        OldestKeptDay = Math.Min(OldestKeptDay ?? day, day);
        _due.Add(day + ObservationWindow.Days, at);
        if (_window.IsAhead(day))
        {
            _due.Add(day, at);
        }
    }

    private bool IsStale(int at, CustomerSlot slot, RankEdges edges, Generation generation)
    {
        CustomerRecord? record = generation[at];
        if (record is null)
        {
            return slot.State.FirstPurchaseDay is not null;
        }

        return slot.IsTouched || !Settling.Holds(record, _window, slot.RankedAs, edges);
    }

    private void Rescore(int at, CustomerSlot slot, RankEdges edges)
    {
        ScoreInto(_serving, at, slot, edges);
        if (_next is not null && at < _buildCursor)
        {
            ScoreInto(_next, at, slot, edges);
        }
    }

    private void ScoreInto(Generation generation, int at, CustomerSlot slot, RankEdges edges)
    {
        CustomerState state = slot.State;
        if (state.FirstPurchaseDay is null)
        {
            return;
        }

        state.AdvanceTo(_window);
        WindowTotals totals = state.Totals();
        _ranks.Update(slot, totals);
        RfmScores scores = slot.RankedAs is { } keys ? edges.ScoresOf(keys) : default;
        CustomerRecord record = CustomerScorer.Score(state, totals, scores, edges.Version, generation.Model);
        generation.Set(at, record, slot);
        Rescores++;
    }

    private void AddIfUntold(int at, CustomerSlot slot, List<ValueUpdate> updates)
    {
        CustomerRecord? record = _serving[at];
        if (record is not null && (slot.ToldValue != record.PredictedValue || slot.ToldSource != record.Source))
        {
            updates.Add(new ValueUpdate(at, record));
        }
    }
}
