using ClvActors.Domain.Transactions;
using ClvActors.Files.Generation;
using ClvActors.Host.Composition;
using ClvActors.Host.Replay;

namespace ClvActors.Host.Demo;

/// <summary>A generated shop, replayed at a speed that can be watched.</summary>
/// <remarks>
/// The first two years pass in two minutes, then a day takes two seconds. With the event clock the shop is the same on every run; with the wall clock it ends today.
/// Each day is one batch, so running it twice on one data directory changes nothing. Lines are made as they are asked for.
/// </remarks>
internal sealed class DemoShop(HostOptions options, TimeProvider time) : IReplaySource
{
    /// <summary>What names it in requests.</summary>
    public const string SourceId = "demo";

    /// <summary>Days of the quick part.</summary>
    public const int QuickDays = 731;

    private const int Years = 8;
    private const int CustomersPerYear = 1_000;
    private const ulong Seed = 20_091_201;

    private static readonly DateOnly EventClockStart = new(2024, 1, 1);

    // Two minutes for the quick part.
    private static readonly ReplaySpeed QuickDay = new(TimeSpan.FromMilliseconds(164));
    private static readonly ReplaySpeed SlowDay = new(TimeSpan.FromSeconds(2));

    private readonly ShopOptions _shop = ShopFor(options, time);

    /// <inheritdoc/>
    public string Id => SourceId;

    /// <inheritdoc/>
    public string Name => "Generated shop";

    /// <inheritdoc/>
    public string Kind => "demo";

    /// <inheritdoc/>
    public ReplaySpeed SpeedAt(DateOnly date) => date < _shop.From.AddDays(QuickDays) ? QuickDay : SlowDay;

    /// <inheritdoc/>
    public IEnumerable<ReplayBatch> Read(Action<double> reading, CancellationToken cancellation)
    {
        List<TransactionLine> day = [];
        foreach (TransactionLine line in new ShopGenerator(_shop).Lines())
        {
            if (day.Count > 0 && day[0].Date != line.Date)
            {
                yield return Batch(day);
                day = [];
            }

            day.Add(line);
        }

        yield return Batch(day);
    }

    private static ShopOptions ShopFor(HostOptions options, TimeProvider time)
    {
        if (options.Clock == ClockKind.Event)
        {
            return new ShopOptions(Years * CustomersPerYear, Seed, EventClockStart, EventClockStart.AddYears(Years).AddDays(-1));
        }

        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), options.TimeZone).DateTime);
        return new ShopOptions(4 * CustomersPerYear, Seed, today.AddDays(1 - QuickDays), today);
    }

    private ReplayBatch Batch(List<TransactionLine> day)
    {
        DateOnly date = day[0].Date;
        return new ReplayBatch(date, day, EndsDay: true, (double)(date.DayNumber - _shop.From.DayNumber + 1) / (_shop.To.DayNumber - _shop.From.DayNumber + 1));
    }
}
