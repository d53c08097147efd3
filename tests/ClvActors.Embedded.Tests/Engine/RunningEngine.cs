using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Tests.Models;
using ClvActors.Embedded.Tests.Storage;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>The engine with its threads on a simulated disk.</summary>
internal sealed class RunningEngine : IAsyncDisposable
{
    private RunningEngine(EngineOptions options, TimeProvider time)
    {
        Options = options;
        Time = time;
        Service = Open();
    }

    public SimulatedStorage Storage { get; private set; } = new(1);

    public MemoryModelLibrary Models { get; } = new();

    public IValueModel Model { get; set; } = new ExponentialModel("first", 1);

    public EngineOptions Options { get; }

    public TimeProvider Time { get; }

    public EmbeddedEngine Service { get; private set; }

    /// <summary>Opens an empty directory; without a time of its own the system's, which settles every few milliseconds.</summary>
    public static RunningEngine Start(EngineOptions? options = null, TimeProvider? time = null) =>
        new(
            options ?? new EngineOptions
            {
                Shards = 3,
                SettleAfterPause = TimeSpan.FromMilliseconds(2),
                LongestUnsettled = TimeSpan.FromMilliseconds(5),
                Slice = TimeSpan.FromMilliseconds(0.05),
            },
            time ?? TimeProvider.System);

    /// <summary>Closes the directory and opens it again.</summary>
    public async Task ReopenAsync()
    {
        await Service.DisposeAsync().AsTask().Until("the engine is disposed");
        Service = Open();
    }

    /// <summary>Kills the process and opens the directory again.</summary>
    public async Task KillAndReopenAsync()
    {
        SimulatedStorage next = Storage.Kill();
        await Service.DisposeAsync().AsTask().Until("the dead engine's threads end");
        Storage = next;
        Service = Open();
    }

    /// <summary>Holds the commit loop between two groups until the result is disposed.</summary>
    public IDisposable Hold()
    {
        Held held = new();
        Models.BeforeKeeping = held.Wait;
        Task swap = Service.SwapModelAsync(Models.Offer(new ExponentialModel("held", 1))).AsTask();
        Assert.True(held.IsHolding.Wait(TimeSpan.FromSeconds(90)), "the commit loop did not come to the held command");
        Models.BeforeKeeping = null;
        held.Swap = swap;
        return held;
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    /// <summary>One line of an invoice of its own; without a time on the first of January 2011.</summary>
    public static TransactionLine Sale(string customer, int number, DateTime? time = null, int quantity = 2) =>
        new(
            $"{600_000 + number}", "22423", "CAKESTAND", quantity, time ?? new DateTime(2011, 1, 1, 10, 0, 0).AddMinutes(number % 800),
            new Money(127_500), CustomerId.Parse(customer), "United Kingdom");

    /// <summary>A batch of one line for each customer.</summary>
    public static TransactionBatch SalesTo(int number, params string[] customers) => new([.. customers.Select(customer => Sale(customer, number))]);

    private EmbeddedEngine Open() => EmbeddedEngine.Open(Storage, Models, Model, Options, Time);

    private sealed class Held : IDisposable
    {
        private readonly ManualResetEventSlim _release = new();

        public ManualResetEventSlim IsHolding { get; } = new();

        public Task Swap { get; set; } = Task.CompletedTask;

        public void Wait()
        {
            IsHolding.Set();
            _release.Wait();
            throw new InvalidDataException("This bundle was only there to hold the loop.");
        }

        public void Dispose()
        {
            _release.Set();
            Assert.Throws<InvalidDataException>(() => Swap.WaitAsync(TimeSpan.FromSeconds(90)).GetAwaiter().GetResult());
        }
    }
}
