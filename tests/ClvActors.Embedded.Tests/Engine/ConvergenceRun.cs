using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>One run of a random shop through the core, beside its oracle; what happens on the way follows from the seed.</summary>
internal sealed class ConvergenceRun
{
    private readonly RandomShop _shop;
    private readonly string _context;
    private readonly DrivenEngine _engine;
    private readonly PopulationOracle _oracle = new();
    private readonly List<TransactionBatch> _sent = [];
    private readonly CustomerId[] _ids;
    private long _lines;

    public ConvergenceRun(RandomShop shop, int seed, ArrivalOrder order)
    {
        _shop = shop;
        _context = $"seed {seed}, {order}";
        Random = new Random(seed);
        double step = Random.Next(2) * 2;
        _ids = [.. shop.Lines.Select(sold => sold.Line.Customer).OfType<CustomerId>().Concat(shop.Customers).Distinct()];

        // Each reading of the clock takes 0.4 ms, so a slice of 1 ms visits 32 customers a shard and sweeps stop halfway.
        _engine = DrivenEngine.Start(
            seed,
            new EngineOptions { Shards = Random.Next(1, 9) },
            new ExponentialModel($"model-{step}", seed, step),
            new ManualTime(DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(0.4)));
    }

    public Random Random { get; }

    public DrivenEngine Engine => _engine;

    /// <summary>Sends a batch to the engine and the oracle.</summary>
    public void Send(TransactionBatch batch)
    {
        _oracle.Add(batch.Lines);
        _sent.Add(batch);
        SendAgain(batch);
    }

    /// <summary>Lets anything happen that must not matter.</summary>
    public void Disturb(bool retries)
    {
        switch (Random.Next(24))
        {
            case 0 when retries:
                SendAgain(_sent[Random.Next(_sent.Count)]);
                break;
            case 1:
                _engine.Core.Settle();
                break;
            case 2:
                _engine.Core.BeginSettling();
                break;
            case 3 or 4 or 5 or 6:
                if (_engine.Core.HasBackgroundWork)
                {
                    _engine.Core.RunSlice();
                }

                break;
            case 7:
                _engine.KillAndOpen(Random.Next(1, 9));
                break;
            case 8:
                _engine.CloseAndOpen(Random.Next(1, 9));
                break;
            case 9:
                PopulationComparison.AssertUnsettled(_oracle, Records(), $"{_context}, after {_sent.Count} batches");
                break;
            default:
                break;
        }
    }

    /// <summary>Moves to a date, settles, and compares everything with one pass over what was sent so far.</summary>
    public void AssertAt(DateOnly asOf)
    {
        PopulationComparison.AssertUnsettled(_oracle, Records(), $"{_context}, before {asOf}");
        _engine.AdvanceTo(asOf);
        PopulationComparison.AssertEqual(_oracle.At(asOf, _engine.Model), _engine.Observe(_ids), $"{_context}, {asOf}");
    }

    /// <summary>Moves to some date after the last sale and compares everything.</summary>
    public void Finish()
    {
        int asOfDay = Math.Max(_shop.LastDay + Random.Next(40), _engine.Core.Published.Window.AsOfDay);
        AssertAt(DateOnly.FromDayNumber(asOfDay));
        IngestCounts counts = _engine.Core.Published.Counts;
        Assert.True(_lines == counts.Lines, $"{_context}: {_lines} lines sent, {counts.Lines} counted");
        Assert.True(counts.InvoicesAccepted == counts.InvoicesRescored, $"{_context}: {counts.InvoicesAccepted} invoices accepted, {counts.InvoicesRescored} rescored");
    }

    /// <summary>Compares the histories with one pass at each month end; call after <see cref="Finish"/>.</summary>
    public void AssertHistory()
    {
        DateOnly end = _engine.Core.Published.Window.AsOf!.Value;
        Dictionary<CustomerId, List<ValuePoint>> expected = _oracle.HistoryBefore(end, _engine.Model);
        Assert.NotEmpty(expected);
        PopulationComparison.AssertHistory(expected, _engine.Observe(_ids), _context);
    }

    /// <summary>Compares all counts with one pass; true only without retries and when nothing comes late.</summary>
    public void AssertCountsOfOnePass()
    {
        long[] expected = _oracle.Counts.ToArray();
        expected[5] = expected[4];
        Assert.True(expected.SequenceEqual(_engine.Core.Published.Counts.ToArray()), $"{_context}: counts differ from one pass");
    }

    private IEnumerable<CustomerRecord> Records() => _engine.Core.Published.Entries.Select(entry => entry.Record!);

    private void SendAgain(TransactionBatch batch)
    {
        IngestCounts before = _engine.Core.Published.Counts;
        IngestResult result = _engine.Send(batch);
        _lines += batch.Lines.Count + batch.MalformedLines;
        Assert.True(result.Counts.Lines == batch.Lines.Count + batch.MalformedLines, $"{_context}: a batch's counts do not add up");
        Assert.True(result.Counts.InvoicesAccepted == result.Counts.InvoicesRescored, $"{_context}: a batch left an invoice unscored");
        before.Add(result.Counts);
        Assert.True(before.ToArray().SequenceEqual(_engine.Core.Published.Counts.ToArray()), $"{_context}: totals are not the sum of batches");
    }
}
