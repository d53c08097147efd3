using ClvActors.Domain.Service;
using ClvActors.Host.Live;
using ClvActors.Host.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;

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
        await using TestServer server = await TestServer.StartAsync();
        LiveStatus live = server.Application.Services.GetRequiredService<LiveStatus>();
        ServiceStatus empty = await server.Service.StatusAsync(TestContext.Current.CancellationToken);
        TaskCompletionSource<ServiceStatus> late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Service.StatusHeld = late.Task;
        Task first = live.ReadAsync(TestContext.Current.CancellationToken);
        server.Service.StatusHeld = null;
        await server.PostAsync("/api/transactions", "text/csv", Sales.Header + Sales.Line("1", 1, 1, "1", "2011-06-01"));

        Task second = live.ReadAsync(TestContext.Current.CancellationToken);
        late.SetResult(empty);
        await Task.WhenAll(first, second);

        Assert.Equal(1, live.Current.Status!.Counts.Lines);
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
