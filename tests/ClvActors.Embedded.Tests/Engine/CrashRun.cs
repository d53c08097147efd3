using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Tests.Storage;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>One shop sent to an engine whose machine crashes again and again, at any operation of its storage.</summary>
internal sealed class CrashRun
{
    private const int MostOperationsBetweenCrashes = 50;

    private readonly Random _random;
    private readonly RandomShop _shop;
    private readonly DrivenEngine _engine;
    private readonly List<TransactionBatch> _batches;
    private readonly CustomerId[] _ids;
    private readonly int _seed;
    private readonly bool _losesPower;
    private readonly PopulationOracle _oracle = new();
    private readonly List<TransactionBatch> _counted = [];
    private List<TransactionBatch> _inFlight = [];

    public CrashRun(RandomShop shop, int seed, bool syncsEveryCommit)
    {
        _shop = shop;
        _seed = seed;
        _random = new Random(seed);
        _losesPower = syncsEveryCommit;
        ArrivalOrder order = (ArrivalOrder)_random.Next(3);
        _batches = Batches.Cut(shop.Arriving(order, _random), () => _random.Next(1, 40));
        _ids = [.. shop.Customers, .. shop.Lines.Select(sold => sold.Line.Customer).OfType<CustomerId>().Except(shop.Customers)];
        _engine = DrivenEngine.Prepare(
            seed,
            new EngineOptions { Shards = _random.Next(1, 4), SyncsEveryCommit = syncsEveryCommit },
            new ExponentialModel("model", seed),
            new ManualTime(DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(0.4)));
    }

    public int Crashes { get; private set; }

    public int UnacknowledgedKept { get; private set; }

    public int UnacknowledgedLost { get; private set; }

    public void Execute()
    {
        Reopen();
        int next = 0;
        while (next < _batches.Count)
        {
            try
            {
                int group = Math.Min(_random.Next(1, 4), _batches.Count - next);
                _inFlight = _batches.GetRange(next, group);
                _engine.SendGroup(_inFlight);
                Count(_inFlight);
                _inFlight = [];
                next += group;
                Work();
            }
            catch (Exception error) when (error is SimulatedCrashException or ServiceUnavailableException)
            {
                Crash();
                Reopen();
            }
        }

        _engine.Storage.Faults.CrashAtOperation = 0;
        foreach (TransactionBatch batch in _batches)
        {
            _engine.Send(batch);
            Count([batch]);
        }

        int last = Math.Max(_shop.LastDay, _engine.Core.Published.Window.AsOfDay);
        _engine.AdvanceTo(DateOnly.FromDayNumber(last));
        AssertEqual("after everything was sent again");
        _engine.Dispose();
    }

    private void Work()
    {
        switch (_random.Next(8))
        {
            case 0:
                _engine.Core.Settle();
                break;
            case 1:
                _engine.Core.BeginSettling();
                break;
            case 2 when _engine.Core.HasBackgroundWork:
                _engine.Core.RunSlice();
                break;
            case 3:
                _engine.Core.TakeSnapshot();
                break;
            case 4 when _random.Next(3) == 0:
                _engine.CloseAndOpen(_random.Next(1, 4));
                break;
            default:
                break;
        }
    }

    private void Crash()
    {
        Crashes++;
        if (_losesPower && _random.Next(3) > 0)
        {
            _engine.LosePower();
        }
        else
        {
            _engine.Kill();
        }
    }

    // Opening may crash too, any number of times.
    private void Reopen()
    {
        while (true)
        {
            try
            {
                _engine.Storage.Faults.CrashAtOperation = _random.Next(1, MostOperationsBetweenCrashes);
                _engine.Open();
                break;
            }
            catch (Exception error) when (error is SimulatedCrashException or ServiceUnavailableException)
            {
                Crash();
            }
        }

        CheckRecovered();
    }

    private void CheckRecovered()
    {
        long counted = _counted.Sum(LinesOf);
        long found = _engine.Core.Published.Counts.Lines;
        int kept = 0;
        while (counted < found && kept < _inFlight.Count)
        {
            counted += LinesOf(_inFlight[kept++]);
        }

        Assert.True(
            counted == found,
            $"seed {_seed}, crash {Crashes}: {_counted.Count} batches acknowledged with {_counted.Sum(LinesOf)} lines, {_inFlight.Count} not; {found} lines found");
        Count(_inFlight[..kept]);
        UnacknowledgedKept += kept;
        UnacknowledgedLost += _inFlight.Count - kept;
        _inFlight = [];
        AssertEqual($"after crash {Crashes}");
    }

    private void AssertEqual(string moment)
    {
        int? day = SecondNewestDay();
        Assert.True(
            day is null || day <= _engine.Core.Published.Window.AsOfDay, $"seed {_seed}, {moment}: the as-of date lies before the second newest purchase");
        if (_engine.Core.Published.Window.AsOf is { } asOf)
        {
            PopulationComparison.AssertEqual(_oracle.At(asOf, _engine.Model), _engine.Observe(_ids), $"seed {_seed}, {moment}");
        }
        else
        {
            Assert.True(day is null, $"seed {_seed}, {moment}: no as-of date");
        }
    }

    private int? SecondNewestDay()
    {
        int[] newest =
        [
            .. _oracle.Purchases.GroupBy(line => line.Customer).Select(lines => lines.Max(line => line.Date.DayNumber)).OrderDescending(),
        ];
        return newest.Length < 2 ? null : newest[1];
    }

    private void Count(IEnumerable<TransactionBatch> batches)
    {
        foreach (TransactionBatch batch in batches)
        {
            _counted.Add(batch);
            _oracle.Add(batch.Lines);
        }
    }

    private static long LinesOf(TransactionBatch batch) => batch.Lines.Count + batch.MalformedLines;
}
