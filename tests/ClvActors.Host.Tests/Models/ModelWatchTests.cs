using ClvActors.Domain.Service;
using ClvActors.Host.Api;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.Models;
using ClvActors.Host.Telemetry;
using ClvActors.Host.Tests.Serving;
using ClvActors.Learning.Promotion;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace ClvActors.Host.Tests.Models;

public sealed class ModelWatchTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-watch-");
    private readonly FakeService _service = new();
    private readonly EntryLog _log = new();
    private readonly HostTelemetry _telemetry = HostTelemetry.Start(new HostOptions());
    private readonly ModelWatch _watch;

    public ModelWatchTests(SmallBundles bundles)
    {
        bundles.Copy(Models, "clv-a", "clv-b");
        _watch = new ModelWatch(new HostOptions { ModelsDirectory = Models }, _service, new ManualTime(), _telemetry, _log);
    }

    private string Models => _folder.FullName;

    private string Pointer => ChampionFile.PathIn(Models);

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        _telemetry.Dispose();
        await _service.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Look_WithoutAFile_LeavesTheServiceAlone()
    {
        await LookAsync();

        Assert.Null(_watch.Status);
        Assert.Equal("clv-12m", _service.Bundle);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task Look_AnotherChampion_IsSwappedOnce()
    {
        SmallBundles.Promote(Models, "clv-a");
        await LookAsync();
        await LookAsync();
        Assert.Equal(("clv-a", new ModelWatchStatus("clv-a", null)), (_service.Bundle, _watch.Status));
        SmallBundles.Promote(Models, "clv-b");
        await LookAsync();

        Assert.Equal(("clv-b", new ModelWatchStatus("clv-b", null)), (_service.Bundle, _watch.Status));
        Assert.Equal(["The champion clv-a serves, clv-12m did before", "The champion clv-b serves, clv-a did before"], _log.Entries);
    }

    [Fact]
    public async Task Look_ChampionServesAlready_IsNotSwapped()
    {
        SmallBundles.Promote(Models, "clv-a");
        await _service.SwapModelAsync(Path.Combine(Models, "clv-a"), TestContext.Current.CancellationToken);
        _service.Refusal = new InvalidOperationException("There must be no swap.");

        await LookAsync();

        Assert.Equal(new ModelWatchStatus("clv-a", null), _watch.Status);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task Look_ModelChosenByAnOperator_StaysUntilTheNextPromotion()
    {
        SmallBundles.Promote(Models, "clv-a");
        await LookAsync();
        await _service.SwapModelAsync("models/clv-x", TestContext.Current.CancellationToken);
        await LookAsync();
        Assert.Equal("clv-x", _service.Bundle);
        SmallBundles.Promote(Models, "clv-b");

        await LookAsync();

        Assert.Equal("clv-b", _service.Bundle);
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("{}", "the field format_version is missing")]
    public async Task Look_BrokenFile_IsToldOnceAndTheModelStays(string content, string problem)
    {
        SmallBundles.Promote(Models, "clv-a");
        await LookAsync();
        string good = await File.ReadAllTextAsync(Pointer, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Pointer, content, TestContext.Current.CancellationToken);

        await LookAsync();
        await LookAsync();
        await LookAsync();

        Assert.Equal("clv-a", _service.Bundle);
        Assert.Null(_watch.Status!.Champion);
        Assert.Contains(problem, _watch.Status.Problem, StringComparison.Ordinal);
        Assert.Single(_log.Entries, entry => entry.Contains(problem, StringComparison.Ordinal));
        await File.WriteAllTextAsync(Pointer, good, TestContext.Current.CancellationToken);
        await LookAsync();
        Assert.Equal(new ModelWatchStatus("clv-a", null), _watch.Status);
        Assert.Equal("The champion clv-a can serve again", _log.Entries[^1]);
    }

    [Fact]
    public async Task Look_BundleThatIsNotThereYet_ServesOnceItIs()
    {
        SmallBundles.Promote(Models, "clv-a");
        await LookAsync();
        SmallBundles.Promote(Models, "clv-b");
        Directory.Move(Path.Combine(Models, "clv-b"), Path.Combine(Models, "away"));

        await LookAsync();
        Assert.Equal("clv-a", _service.Bundle);
        Assert.Equal("clv-b", _watch.Status!.Champion);
        Assert.Contains("no such bundle", _watch.Status.Problem, StringComparison.Ordinal);
        Directory.Move(Path.Combine(Models, "away"), Path.Combine(Models, "clv-b"));
        await LookAsync();

        Assert.Equal(("clv-b", new ModelWatchStatus("clv-b", null)), (_service.Bundle, _watch.Status));
    }

    [Fact]
    public async Task Look_BundleThatWasChanged_IsRefused()
    {
        SmallBundles.Promote(Models, "clv-a");
        await LookAsync();
        SmallBundles.Promote(Models, "clv-b");
        string manifest = Path.Combine(Models, "clv-b", "manifest.json");
        await File.AppendAllTextAsync(manifest, "\n", TestContext.Current.CancellationToken);

        await LookAsync();

        Assert.Equal("clv-a", _service.Bundle);
        Assert.Contains("is not the bundle that was promoted", _watch.Status!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_WhileHealthAsksTheService_IsNotToldBesideTheModelOfBefore()
    {
        SmallBundles.Promote(Models, "clv-a");
        await LookAsync();
        ServiceStatus before = await _service.StatusAsync(TestContext.Current.CancellationToken);
        TaskCompletionSource<ServiceStatus> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.StatusHeld = answer.Task;
        Task<JsonHttpResult<HealthAnswer>> asking = HealthApi.AnswerAsync(_service, _watch, TestContext.Current.CancellationToken);
        _service.StatusHeld = null;

        SmallBundles.Promote(Models, "clv-b");
        await LookAsync();
        answer.SetResult(before);
        HealthAnswer health = (await asking).Value!;

        Assert.Equal("clv-b", _watch.Status!.Champion);
        Assert.Equal(("clv-a", new ModelWatchAnswer("clv-a", null)), (health.Bundle, health.ModelWatch));
    }

    [Fact]
    public async Task Look_ServiceThatRefuses_IsAskedAgain()
    {
        SmallBundles.Promote(Models, "clv-a");
        _service.Refusal = new ServiceUnavailableException("the disk is full", isStorageFull: true);
        await LookAsync();
        Assert.Equal(new ModelWatchStatus("clv-a", "the disk is full"), _watch.Status);
        _service.Refusal = null;

        await LookAsync();

        Assert.Equal(("clv-a", new ModelWatchStatus("clv-a", null)), (_service.Bundle, _watch.Status));
    }

    [Fact]
    public async Task Look_FileThatIsGone_IsTold()
    {
        SmallBundles.Promote(Models, "clv-a");
        await LookAsync();
        File.Delete(Pointer);

        await LookAsync();

        Assert.Equal(new ModelWatchStatus("clv-a", $"{Pointer}: is gone"), _watch.Status);
        Assert.Equal("clv-a", _service.Bundle);
    }

    [Fact]
    public async Task Run_ModelOfItsOwn_FollowsNothing()
    {
        SmallBundles.Promote(Models, "clv-a");
        using ModelWatch pinned = new(new HostOptions { ModelsDirectory = Models, ModelId = "clv-b" }, _service, new ManualTime(), _telemetry, _log);

        await pinned.StartAsync(TestContext.Current.CancellationToken);
        await pinned.ExecuteTask!;

        Assert.Null(pinned.Status);
        Assert.Equal("clv-12m", _service.Bundle);
    }

    private Task LookAsync() => _watch.LookAsync(TestContext.Current.CancellationToken);

    /// <summary>Keeps what is logged.</summary>
    private sealed class EntryLog : ILogger<ModelWatch>
    {
        public List<string> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add(formatter(state, exception));
    }
}
