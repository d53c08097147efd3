using ClvActors.Domain.Transactions;
using ClvActors.Host.Replay;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Replay;

public sealed class ReplayControlTests
{
    private static readonly TimeSpan Day = TimeSpan.FromSeconds(1);

    [Fact]
    public void Current_BeforeAnyStart_IsIdle()
    {
        using ReplayBench bench = new();

        Assert.Equal(ReplayState.Idle, bench.Control.Current.State);
        Assert.Throws<ReplayRefusedException>(bench.Control.Pause);
        Assert.Throws<ReplayRefusedException>(() => bench.Control.Resume());
        Assert.Throws<ReplayRefusedException>(() => bench.Control.SetSpeed(ReplaySpeed.Max));
    }

    [Fact]
    public async Task Start_AtMaxSpeed_SendsAllAndEnds()
    {
        using ReplayBench bench = new();

        bench.Control.Start(new Days(5), ReplaySpeed.Max);
        ReplayStatus ended = await bench.WhenAsync(status => status.State == ReplayState.Ended);

        Assert.Equal(5, bench.Service.Batches);
        Assert.Equal((5, new DateOnly(2011, 1, 5), 1.0), (ended.Counts.Lines, ended.Date, ended.Share));
    }

    [Fact]
    public async Task Start_WhileRunning_IsRefusedAndChangesNothing()
    {
        using ReplayBench bench = new();
        bench.Control.Start(new Days(5));
        await bench.Time.WhenArmedAsync(Day, TestContext.Current.CancellationToken);

        ReplayRefusedException refused = Assert.Throws<ReplayRefusedException>(() => bench.Control.Start(new Days(9)));

        Assert.Contains("stop it first", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ReplayState.Running, bench.Control.Current.State);
        await bench.Control.StopAsync();
    }

    [Fact]
    public async Task Pause_WhileADayWaits_SendsNothingMoreUntilResumed()
    {
        using ReplayBench bench = new();
        bench.Control.Start(new Days(5));
        await bench.Time.WhenArmedAsync(Day, TestContext.Current.CancellationToken);

        bench.Control.Pause();
        bench.Time.Advance(10 * Day);
        Assert.Equal(ReplayState.Paused, bench.Control.Current.State);
        Assert.Equal(1, bench.Service.Batches);

        bench.Control.Resume(ReplaySpeed.Max);
        await bench.WhenAsync(status => status.State == ReplayState.Ended);
        Assert.Equal(5, bench.Service.Batches);
    }

    [Fact]
    public async Task Pause_WhileABatchIsUnderWay_LetsItFinishAndNoOther()
    {
        using ReplayBench bench = new();
        bench.Service.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Control.Start(new Days(5), ReplaySpeed.Max);
        await bench.Service.AtGate.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        bench.Control.Pause();
        bench.Service.Gate.SetResult();

        ReplayStatus paused = await bench.WhenAsync(status => status.Counts.Lines == 1);
        Assert.Equal(ReplayState.Paused, paused.State);
        Assert.False(bench.Control.Run.IsCompleted);
        Assert.Equal(1, bench.Service.Batches);
        await bench.Control.StopAsync();
    }

    [Fact]
    public async Task SetSpeed_WhileADayWaits_EndsTheWait()
    {
        using ReplayBench bench = new();
        bench.Control.Start(new Days(5));
        await bench.Time.WhenArmedAsync(Day, TestContext.Current.CancellationToken);

        bench.Control.SetSpeed(ReplaySpeed.Max);

        ReplayStatus ended = await bench.WhenAsync(status => status.State == ReplayState.Ended);
        Assert.True(ended.IsSpeedChosen);
        Assert.Equal(5, bench.Service.Batches);
    }

    [Fact]
    public async Task Stop_WhilePaused_IsIdleAndCanStartAgain()
    {
        using ReplayBench bench = new();
        bench.Control.Start(new Days(5));
        await bench.Time.WhenArmedAsync(Day, TestContext.Current.CancellationToken);
        bench.Control.Pause();

        await bench.Control.StopAsync();
        Assert.Equal(ReplayState.Idle, bench.Control.Current.State);

        bench.Control.Start(new Days(5), ReplaySpeed.Max);
        ReplayStatus ended = await bench.WhenAsync(status => status.State == ReplayState.Ended);
        Assert.Equal((4, 1), (ended.Counts.Accepted, ended.Counts.Duplicates));
    }

    [Fact]
    public async Task Start_FileThatIsBroken_FailsWithTheReason()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("shop.csv", "Invoice,Quantity\n1,2\n");
        using ReplayBench bench = new(new HostOptions { ReplayFile = path });

        await bench.StartHostAsync();
        ReplayStatus failed = await bench.WhenAsync(status => status.State == ReplayState.Failed);

        Assert.Contains("StockCode", failed.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FileWithShiftedColumns_LogsNeitherItsNameNorItsCustomers()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("of-jane-doe.csv", Sales.Header + "1,85123A,HEART,cust-4711,2011-01-01 10:00:00,2.5,1,France\n");
        using ReplayBench bench = new(new HostOptions { ReplayFile = path });

        await bench.StartHostAsync();
        ReplayStatus failed = await bench.WhenAsync(status => status.State == ReplayState.Failed);
        await bench.Control.Run;

        Assert.Contains("cust-4711", failed.Failure, StringComparison.Ordinal);
        Assert.Contains(bench.Log.Entries, entry => entry.Contains("TransactionFileException", StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Log.Entries, entry => entry.Contains("cust-4711", StringComparison.Ordinal) || entry.Contains("jane", StringComparison.Ordinal));
    }

    private sealed class Days(int count) : IReplaySource
    {
        public string Id => "days";

        public string Name => "Days";

        public string Kind => "replay";

        public ReplaySpeed SpeedAt(DateOnly date) => new(Day);

        public IEnumerable<ReplayBatch> Read(Action<double> reading, CancellationToken cancellation)
        {
            for (int day = 1; day <= count; day++)
            {
                TransactionLine line = new(
                    $"{day}", "85123A", "HEART", 1, new DateTime(2011, 1, day, 10, 0, 0), new Money(20_000), CustomerId.FromNumber(17), "France");
                yield return new ReplayBatch(line.Date, [line], EndsDay: true, (double)day / count);
            }
        }
    }
}
