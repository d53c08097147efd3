using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Generation;
using ClvActors.Host.Composition;

namespace ClvActors.Host.Demo;

/// <summary>Streams a generated shop into the service at a speed that can be watched.</summary>
/// <remarks>
/// The first two years pass in two minutes, then a day takes two seconds. With the event clock the shop is the same on every run; with the wall clock it ends today.
/// Each day is one batch, so running it twice on one data directory changes nothing.
/// </remarks>
internal sealed partial class DemoShop(ICustomerValueService service, HostOptions options, TimeProvider time, ILogger<DemoShop> log) : BackgroundService
{
    /// <summary>Days of the quick part.</summary>
    public const int QuickDays = 731;

    private const int Years = 8;
    private const int CustomersPerYear = 1_000;
    private const ulong Seed = 20_091_201;

    private static readonly DateOnly EventClockStart = new(2024, 1, 1);
    // Two minutes for the quick part.
    private static readonly TimeSpan QuickDay = TimeSpan.FromMilliseconds(164);
    private static readonly TimeSpan SlowDay = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StreamAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception failure)
        {
            // A demo that ends must not take the server with it.
            LogFailure(failure, failure.Message);
        }
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

    private async Task StreamAsync(CancellationToken cancellation)
    {
        ShopOptions shop = ShopFor(options, time);
        DateOnly slowFrom = shop.From.AddDays(QuickDays);
        LogStart(shop.From, slowFrom.AddDays(-1));
        List<TransactionLine> day = [];
        long sent = 0;
        foreach (TransactionLine line in new ShopGenerator(shop).Lines())
        {
            if (day.Count > 0 && day[0].Date != line.Date)
            {
                DateOnly date = day[0].Date;
                sent += day.Count;
                await service.IngestAsync(new TransactionBatch(day), cancellation);
                if (date.Month != line.Date.Month)
                {
                    await TellAsync(date, sent, cancellation);
                }

                await Task.Delay(date < slowFrom ? QuickDay : SlowDay, time, cancellation);
                day = [];
            }

            day.Add(line);
        }

        await service.IngestAsync(new TransactionBatch(day), cancellation);
        await TellAsync(shop.To, sent + day.Count, cancellation);
        LogEnd();
    }

    private async Task TellAsync(DateOnly date, long lines, CancellationToken cancellation)
    {
        ServiceStatus status = await service.StatusAsync(cancellation);
        LogProgress(date, lines, status.Customers, status.LapsedCustomers);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Demo: a generated shop streams in from {From:yyyy-MM-dd}; it passes quickly up to {Until:yyyy-MM-dd}")]
    private partial void LogStart(DateOnly from, DateOnly until);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Demo: {Date:yyyy-MM-dd}, {Lines} lines, {Customers} customers, {Lapsed} lapsed")]
    private partial void LogProgress(DateOnly date, long lines, int customers, int lapsed);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Demo: the shop has ended; the server goes on")]
    private partial void LogEnd();

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "Demo: the shop was closed: {Reason}")]
    private partial void LogFailure(Exception failure, string reason);
}
