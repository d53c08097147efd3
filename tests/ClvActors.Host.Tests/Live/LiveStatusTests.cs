using ClvActors.Domain.Service;
using ClvActors.Host.Live;
using ClvActors.Host.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClvActors.Host.Tests.Live;

public sealed class LiveStatusTests
{
    [Fact]
    public async Task Read_BetweenBatches_TellsLinesPerSecondAndSegments()
    {
        await using TestServer server = await TestServer.StartAsync();
        LiveStatus live = server.Application.Services.GetRequiredService<LiveStatus>();
        await live.ReadAsync(TestContext.Current.CancellationToken);
        string csv = Sales.Header + string.Concat(Enumerable.Range(1, 10).Select(id => Sales.Line($"{id}", 10 * id, 1, $"{id}", "2011-06-01")));
        await server.PostAsync("/api/transactions", "text/csv", csv);
        server.Time.Advance(TimeSpan.FromMilliseconds(500));

        await live.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(20, live.Current.LinesPerSecond, 6);
        Assert.Equal(10, live.Current.Segments.Sum(segment => segment.Count));
        Assert.Null(live.Current.Problem);
    }

    [Fact]
    public async Task Read_AnsweredLate_DoesNotReplaceANewerReading()
    {
        // Without a server: its own readings and watches ask the same question, and one of them might be the one that is held.
        await using FakeService service = new();
        ManualTime time = new();
        using LiveStatus live = new(service, new AcknowledgementTimes(time), time, NullLogger<LiveStatus>.Instance);
        ServiceStatus empty = await service.StatusAsync(TestContext.Current.CancellationToken);
        await WhenAskedAsync();
        TaskCompletionSource<ServiceStatus> late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        service.StatusHeld = late.Task;
        Task first = live.ReadAsync(TestContext.Current.CancellationToken);
        await WhenAskedAsync();
        service.StatusHeld = null;
        await service.IngestAsync(new TransactionBatch([], MalformedLines: 1), TestContext.Current.CancellationToken);

        Task second = live.ReadAsync(TestContext.Current.CancellationToken);
        late.SetResult(empty);
        await Task.WhenAll(first, second);

        Assert.Equal((0, 1), (empty.Counts.Lines, live.Current.Status!.Counts.Lines));

        async Task WhenAskedAsync() => Assert.True(await service.StatusAsked.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "Nobody asked how the service stands.");
    }

    [Fact]
    public async Task Read_WhileTheServiceDoesNotAnswer_KeepsTheLastAnswerAndSaysSo()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        LiveStatus live = server.Application.Services.GetRequiredService<LiveStatus>();
        await live.ReadAsync(TestContext.Current.CancellationToken);
        server.Service.StatusRefusal = new TimeoutException("no answer in 5 s");
        TaskCompletionSource told = new();
        live.Changed += () => told.TrySetResult();

        await live.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("no answer in 5 s", 4), (live.Current.Problem, live.Current.Status!.Customers));
        await told.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}
