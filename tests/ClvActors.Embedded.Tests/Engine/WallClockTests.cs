using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>The as-of date of a deployment that follows the wall clock.</summary>
public sealed class WallClockTests
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.CreateCustomTimeZone("Tokyo", TimeSpan.FromHours(9), "Tokyo", "Tokyo");

    [Fact]
    public async Task Open_FollowsTodayInTheDeploymentsTimeZone()
    {
        ManualTime time = new(new DateTimeOffset(2011, 3, 5, 20, 0, 0, TimeSpan.Zero));
        await using RunningEngine engine = RunningEngine.Start(Wall(Tokyo), time);
        Assert.Equal(new DateOnly(2011, 3, 6), (await engine.Service.StatusAsync()).AsOf);
    }

    [Fact]
    public async Task FirstBatchOfANewDay_IsScoredAtThatDay()
    {
        ManualTime time = new(new DateTimeOffset(2011, 3, 5, 23, 59, 0, TimeSpan.Zero));
        await using RunningEngine engine = RunningEngine.Start(Wall(TimeZoneInfo.Utc), time);
        await engine.Service.IngestAsync(Sold("A", new DateTime(2011, 3, 5, 12, 0, 0)));
        time.Advance(TimeSpan.FromMinutes(2));
        IngestResult result = await engine.Service.IngestAsync(Sold("B", new DateTime(2011, 3, 6, 0, 0, 30)));
        Assert.Equal(new DateOnly(2011, 3, 6), result.AsOf);
        CustomerRecord record = (await engine.Service.FindAsync(CustomerId.Parse("B")))!.Record;
        Assert.Equal(PredictionSource.ColdStart, record.Source);
        Assert.Equal(new DateOnly(2011, 3, 6), record.Window.AsOf);
    }

    [Fact]
    public async Task NewDay_WithoutAnyBatch_AgesEveryoneAndClosesTheMonth()
    {
        ManualTime time = new(new DateTimeOffset(2011, 3, 31, 12, 0, 0, TimeSpan.Zero));
        await using RunningEngine engine = RunningEngine.Start(Wall(TimeZoneInfo.Utc), time);
        await engine.Service.IngestAsync(Sold("A", new DateTime(2011, 3, 5, 12, 0, 0)));
        await engine.Service.IngestAsync(Sold("A", new DateTime(2011, 3, 15, 12, 0, 0)));
        await engine.Service.SettleAsync();
        CustomerDetail before = (await engine.Service.FindAsync(CustomerId.Parse("A")))!;
        Assert.Equal(16, before.Record.Features.RecencyDays);
        Assert.Empty(before.History);
        long sequence = (await engine.Service.StatusAsync()).Sequence;

        Task<ValueChange> aged = FirstChangeAsync(engine.Service, sequence);
        while (!aged.IsCompleted)
        {
            // The loop's timer may not have been set yet when the clock moves, so it moves on until somebody has noticed.
            time.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        Assert.Equal("A", (await aged).Record.Id.ToString());
        await engine.Service.SettleAsync();
        CustomerDetail after = (await engine.Service.FindAsync(CustomerId.Parse("A")))!;
        Assert.True(after.Record.Features.RecencyDays >= 17);
        Assert.Equal(new ValuePoint(new DateOnly(2011, 3, 31), before.Record.PredictedValue), after.History[0]);
    }

    [Fact]
    public async Task SalesDatedAhead_WaitForTheirDay()
    {
        ManualTime time = new(new DateTimeOffset(2011, 3, 5, 12, 0, 0, TimeSpan.Zero));
        await using RunningEngine engine = RunningEngine.Start(Wall(TimeZoneInfo.Utc), time);
        await engine.Service.IngestAsync(Sold("A", new DateTime(2011, 3, 7, 9, 0, 0)));
        Assert.Equal(PredictionSource.Pending, (await engine.Service.FindAsync(CustomerId.Parse("A")))!.Record.Source);
        Assert.Empty(await engine.Service.PortfolioAsync());

        time.Advance(TimeSpan.FromDays(2));
        await engine.Service.SettleAsync();
        Assert.Equal(PredictionSource.ColdStart, (await engine.Service.FindAsync(CustomerId.Parse("A")))!.Record.Source);
        Assert.Single(await engine.Service.PortfolioAsync());
    }

    [Fact]
    public async Task OldSales_AreLate()
    {
        ManualTime time = new(new DateTimeOffset(2011, 3, 5, 12, 0, 0, TimeSpan.Zero));
        await using RunningEngine engine = RunningEngine.Start(Wall(TimeZoneInfo.Utc), time);
        IngestResult result = await engine.Service.IngestAsync(Sold("A", new DateTime(2010, 3, 5, 9, 0, 0)));
        Assert.Equal(1, result.Counts.Late);
        Assert.Equal(PredictionSource.Lapsed, (await engine.Service.FindAsync(CustomerId.Parse("A")))!.Record.Source);
        result = await engine.Service.IngestAsync(Sold("A", new DateTime(2010, 3, 6, 9, 0, 0)));
        Assert.Equal(1, result.Counts.Accepted);
    }

    [Fact]
    public async Task AdvanceAsOf_IsNotForAWallClock()
    {
        await using RunningEngine engine = RunningEngine.Start(Wall(TimeZoneInfo.Utc), new ManualTime());
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Service.AdvanceAsOfAsync(new DateOnly(2012, 1, 1)).AsTask());
    }

    [Fact]
    public async Task Open_WithAnotherClockOrZone_IsRefused()
    {
        ManualTime time = new();
        RunningEngine engine = RunningEngine.Start(Wall(TimeZoneInfo.Utc), time);
        await engine.Service.DisposeAsync();
        foreach (EngineOptions other in (EngineOptions[])[Wall(Tokyo), new EngineOptions(), Wall(TimeZoneInfo.Utc) with { Currency = "EUR" }])
        {
            Assert.Throws<InvalidDataException>(() => { _ = EmbeddedEngine.Open(engine.Storage, engine.Models, engine.Model, other, time); });
        }

        await EmbeddedEngine.Open(engine.Storage, engine.Models, engine.Model, Wall(TimeZoneInfo.Utc), time).DisposeAsync();
    }

    private static EngineOptions Wall(TimeZoneInfo zone) => new() { Clock = AsOfClock.Wall, TimeZone = zone, Shards = 2 };

    private static TransactionBatch Sold(string customer, DateTime time) => new([RunningEngine.Sale(customer, (int)(time.Ticks / TimeSpan.TicksPerHour % 10_000), time)]);

    private static async Task<ValueChange> FirstChangeAsync(EmbeddedEngine service, long after)
    {
        await foreach (ValueChange change in service.ChangesAsync(new ChangePosition(after, null)))
        {
            return change;
        }

        throw new InvalidOperationException("The feed has ended.");
    }
}
