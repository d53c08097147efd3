using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Customers;

/// <summary>A customer in memory: its state, its newest record, and what it has told.</summary>
/// <remarks>Knows nothing of Orleans or storage. Not thread-safe: its grain owns it.</remarks>
internal sealed class LiveCustomer(CustomerId id)
{
    private const int BatchesRemembered = 8;

    private readonly Queue<RecentBatch> _recent = new();
    private CustomerState _state = new(id, new StockCodeTable(), ObservationWindow.Unset);
    private CustomerRecord? _record;
    private ValueHistory _history = ValueHistory.Empty;
    private string _fingerprint = "";
    private long _spend;
    private double _toldValue = double.NaN;
    private PredictionSource _toldSource;
    private bool _isTouched;

    /// <summary>The last journal row that is applied.</summary>
    public long JournalSequence { get; set; }

    /// <summary>Version of the newest entry that was made.</summary>
    public long Version { get; private set; }

    /// <summary>Sequence number under which the value was last told.</summary>
    public long ChangeSequence { get; private set; }

    /// <summary>Whether the customer has ever bought.</summary>
    public bool HasBought => _state.FirstPurchaseDay is not null;

    /// <summary>Day number of the as-of date at which the customer stands, or -1.</summary>
    public int AsOfDay => _state.Window.AsOfDay;

    /// <summary>The invoices that the state holds at an as-of date.</summary>
    /// <param name="asOfDay">Its day number, at or after <see cref="AsOfDay"/>, or -1 before there is one.</param>
    public HeldPurchases PurchasesAt(int asOfDay) => HeldPurchases.Of(asOfDay, Purchase.Of(_state, new ObservationWindow(asOfDay)));

    /// <summary>Journal rows applied since a checkpoint.</summary>
    /// <param name="checkpoint">The last row that the checkpoint covers.</param>
    public int JournalRowsSince(long checkpoint) => (int)(JournalSequence - checkpoint);

    /// <summary>Takes back what was stored: the checkpoint, then the rows after it, then what was told.</summary>
    public void Restore(CustomerCheckpoint checkpoint, IEnumerable<(long Row, JournalBatch[] Batches)> rows, CustomerEntry? entry)
    {
        if (checkpoint.Format > 0)
        {
            _state = new CustomerState(id, new StockCodeTable(), new ObservationWindow(checkpoint.AsOfDay));
            _state.RestoreDates(checkpoint.FirstPurchaseDay, checkpoint.NewestPurchaseDay, checkpoint.LastExpiredDay);
            checkpoint.Purchases.RestoreInto(_state, areCancellations: false);
            checkpoint.Cancellations.RestoreInto(_state, areCancellations: true);
            JournalSequence = checkpoint.JournalSequence;
            foreach (RecentBatch batch in checkpoint.RecentBatches)
            {
                Remember(batch);
            }
        }

        foreach ((long row, JournalBatch[] batches) in rows)
        {
            foreach (JournalBatch batch in batches)
            {
                Apply(batch.Lines);
                Remember(new RecentBatch(batch.Sequence, batch.Counts));
            }

            JournalSequence = row;
        }

        if (entry is null)
        {
            return;
        }

        // Months up to here were closed before the entry was stored.
        if (entry.Record.Window.AsOfDay > AsOfDay)
        {
            _state.AdvanceTo(entry.Record.Window);
        }

        _record = entry.Record;
        _history = entry.History;
        _fingerprint = entry.BundleFingerprint;
        _spend = entry.SpendTenThousandths;
        _toldValue = entry.ChangeSequence > 0 ? entry.ToldValue : double.NaN;
        _toldSource = (PredictionSource)entry.ToldSource;
        Version = entry.Version;
        ChangeSequence = entry.ChangeSequence;
        _isTouched = false;
    }

    /// <summary>Applies the lines of a batch, or finds what was answered when it was applied before.</summary>
    /// <param name="lines">The batch.</param>
    /// <param name="row">What the journal has to keep, or null when nothing changed.</param>
    /// <returns>The twelve numbers of the tally.</returns>
    public long[] Apply(CustomerLines lines, out JournalBatch? row)
    {
        row = null;
        if (lines.FormerSequence > 0 && ChangeSequence == lines.FormerSequence)
        {
            ChangeSequence = lines.Sequence;
        }

        if (lines.Lines.Length == 0)
        {
            return new IngestCounts().ToArray();
        }

        if (_recent.FirstOrDefault(batch => batch.Sequence == lines.Sequence) is { } known)
        {
            return known.Counts;
        }

        IngestCounts counts = Apply(lines.Lines);
        long[] numbers = counts.ToArray();
        if (counts.Lines < lines.Lines.Length || counts.Accepted + counts.Late > 0)
        {
            row = new JournalBatch(lines.Sequence, lines.Lines, numbers);
            Remember(new RecentBatch(lines.Sequence, numbers));
        }

        return numbers;
    }

    /// <summary>Closes the months that a view has left behind.</summary>
    /// <remarks>Call it before lines that came after the view: the values of a month end do not know them, whenever the customer passes it.</remarks>
    /// <param name="view">The view.</param>
    /// <param name="model">The view's model.</param>
    public void CloseMonths(PopulationView view, IValueModel model)
    {
        // Who stood on a month end would close it again.
        if (CloseMonthsBefore(view.AsOfDay, view, model))
        {
            _state.AdvanceTo(view.Window);
        }
    }

    /// <summary>Brings the customer to a view, or to a later day, closing the month ends on the way, and scores it.</summary>
    /// <param name="view">The view.</param>
    /// <param name="asOfDay">A day number that counts if it is later than the view's.</param>
    /// <param name="model">The view's model.</param>
    public void BringTo(PopulationView view, int asOfDay, IValueModel model)
    {
        int target = Math.Max(Math.Max(view.AsOfDay, asOfDay), AsOfDay);
        CloseMonthsBefore(target, view, model);
        if (AsOfDay < target)
        {
            _state.AdvanceTo(new ObservationWindow(target));
        }

        if (HasBought && !Holds(view, model))
        {
            _record = Score(view.Edges, model, out _spend);
            _fingerprint = model.Fingerprint;
            _isTouched = false;
        }
    }

    /// <summary>Notes that a changed value is told under a sequence number.</summary>
    /// <returns>Whether the value differs from what was told before.</returns>
    public bool Tell(long sequence)
    {
        if (_record is null || (_record.PredictedValue == _toldValue && _record.Source == _toldSource))
        {
            return false;
        }

        _toldValue = _record.PredictedValue;
        _toldSource = _record.Source;

        // A sweep that began before a batch may come after it. Its own number is open, so the feed has not passed the batch's either.
        ChangeSequence = Math.Max(ChangeSequence, sequence);
        return true;
    }

    /// <summary>The entry of the customer as it stands, or null before the first purchase.</summary>
    /// <param name="isNew">Whether it is to be stored, and so has a version of its own.</param>
    public CustomerEntry? ToEntry(bool isNew)
    {
        if (_record is null)
        {
            return null;
        }

        Version += isNew ? 1 : 0;
        return new CustomerEntry
        {
            Record = _record,
            Version = Version,
            SpendTenThousandths = _spend,
            NextDueDay = NextDueDay(),
            NewestPurchaseDay = _state.NewestPurchaseDay!.Value,
            ChangeSequence = ChangeSequence,
            History = _history,
            BundleFingerprint = _fingerprint,
            ToldValue = _toldValue,
            ToldSource = (int)_toldSource,
        };
    }

    /// <summary>The whole state, for grain storage.</summary>
    public CustomerCheckpoint ToCheckpoint() =>
        new()
        {
            Format = CustomerCheckpoint.NewestFormat,
            JournalSequence = JournalSequence,
            AsOfDay = AsOfDay,
            FirstPurchaseDay = _state.FirstPurchaseDay,
            NewestPurchaseDay = _state.NewestPurchaseDay,
            LastExpiredDay = _state.LastExpiredDay,
            Purchases = StoredInvoices.From(_state.Purchases, _state.StockCodes),
            Cancellations = StoredInvoices.From(_state.Cancellations, _state.StockCodes),
            RecentBatches = [.. _recent],
        };

    // Returns whether there was any.
    private bool CloseMonthsBefore(int day, PopulationView view, IValueModel model)
    {
        bool isAny = false;
        foreach (MonthEnd month in view.MonthEnds)
        {
            if (month.Day >= AsOfDay && month.Day < day)
            {
                isAny = true;
                _state.AdvanceTo(new ObservationWindow(month.Day));
                if (_state.IsInWindow)
                {
                    _history = _history.With(month.Day, Score(month.Edges, model, out _).PredictedValue);
                }
            }
        }

        return isAny;
    }

    private bool Holds(PopulationView view, IValueModel model) =>
        _record is not null
        && !_isTouched
        && _fingerprint == model.Fingerprint
        && Settling.Holds(_record, _state.Window, RankKeys.Of(_record, _spend), view.Edges);

    private CustomerRecord Score(RankEdges edges, IValueModel model, out long spend)
    {
        WindowTotals totals = _state.Totals();
        RfmScores scores = _state.IsInWindow ? edges.ScoresOf(RankKeys.Of(id, totals)) : default;
        spend = totals.Spend.TenThousandths;
        return CustomerScorer.Score(_state, totals, scores, edges.Version, model);
    }

    private IngestCounts Apply(TransactionLine[] lines)
    {
        IngestCounts counts = new();
        foreach (TransactionLine line in lines)
        {
            if (line.IsCancellation)
            {
                _isTouched |= _state.ApplyCancellation(line) && _state.IsInWindow;
                continue;
            }

            LineOutcome outcome = _state.ApplyPurchase(line);
            counts.Count(outcome);
            _isTouched |= outcome is not (LineOutcome.Duplicate or LineOutcome.ConflictingDuplicate);
        }

        counts.CountRescored(counts.InvoicesAccepted);
        return counts;
    }

    private int NextDueDay()
    {
        int leaves = _state.IsInWindow ? _state.Purchases[0].Day + ObservationWindow.Days : CustomerEntry.NeverDue;
        ReadOnlySpan<Invoice> waiting = _state.Waiting;
        return waiting.IsEmpty ? leaves : Math.Min(leaves, waiting[0].Day);
    }

    private void Remember(RecentBatch batch)
    {
        _recent.Enqueue(batch);
        if (_recent.Count > BatchesRemembered)
        {
            _recent.Dequeue();
        }
    }
}
