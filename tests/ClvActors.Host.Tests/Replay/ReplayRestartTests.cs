using ClvActors.Domain.Transactions;
using ClvActors.Host.Replay;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Replay;

public sealed class ReplayRestartTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_AsSoonAsTheLastIsSaidToBeOver_IsTaken(bool isBroken)
    {
        using ReplayBench bench = new();
        ReplayState end = isBroken ? ReplayState.Failed : ReplayState.Ended;
        TaskCompletionSource<Exception?> second = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void StartNext()
        {
            if (bench.Control.Current.State == end)
            {
                bench.Control.Changed -= StartNext;
                second.SetResult(Record.Exception(() => bench.Control.Start(new OneDay(false))));
            }
        }

        bench.Control.Changed += StartNext;
        bench.Control.Start(new OneDay(isBroken), ReplaySpeed.Max);

        Assert.Null(await second.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        await bench.StopHostAsync();
    }

    private sealed class OneDay(bool isBroken) : IReplaySource
    {
        public string Id => "one-day";

        public string Name => "one day";

        public string Kind => "test";

        public ReplaySpeed SpeedAt(DateOnly date) => ReplaySpeed.Of(1);

        public IEnumerable<ReplayBatch> Read(Action<double> reading, CancellationToken cancellation)
        {
            yield return isBroken ? throw new InvalidDataException("broken") : new ReplayBatch(new DateOnly(2011, 1, 1), (TransactionLine[])[], EndsDay: true, 1, 0, []);
        }
    }
}
