using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Host.Live;
using ClvActors.Host.Telemetry;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Telemetry;

public sealed class MeasuredServiceTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly FakeService _inner = new();
    private readonly AcknowledgementTimes _times;
    private readonly MeasuredService _service;

    // Spans and measurements are the process's; only those made below this test's own span are its own.
    private readonly Activity _test = new Activity("test").Start();
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = [];
    private readonly ActivityListener _spanListener;
    private readonly MeterListener _meterListener = new();

    public MeasuredServiceTests()
    {
        _times = new AcknowledgementTimes(_time);
        _service = new MeasuredService(_inner, _times, _time);
        _spanListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ServiceCallInstruments.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == _test.TraceId ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_spanListener);
        _meterListener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ServiceCallInstruments.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meterListener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meterListener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meterListener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meterListener.Start();
    }

    [Fact]
    public async Task Ingest_ABatch_IsMeasuredFromArrivalToAcknowledgement()
    {
        _inner.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<IngestResult> ingest = _service.IngestAsync(new TransactionBatch([], 3), TestContext.Current.CancellationToken).AsTask();
        await _inner.AtGate.Task.WaitAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(40));
        _inner.Gate.SetResult();

        IngestResult result = await ingest;

        Assert.Equal(3, result.Counts.RejectedTotal);
        Assert.Equal(TimeSpan.FromMilliseconds(40), _times.Percentile(50));
        Assert.Contains(("clv.ingest.duration", 0.04, "outcome=ok"), _measured);
        Assert.Contains(("clv.ingest.batch.lines", 3, ""), _measured);
        Activity span = Assert.Single(_spans);
        Assert.Equal(("clv.ingest", ActivityStatusCode.Unset), (span.OperationName, span.Status));
        Assert.Equal((3, 1L), (span.GetTagItem("clv.lines"), span.GetTagItem("clv.sequence")));
    }

    [Theory]
    [InlineData(typeof(ServiceUnavailableException), "unavailable")]
    [InlineData(typeof(TimeoutException), "timeout")]
    [InlineData(typeof(ArgumentException), "invalid")]
    [InlineData(typeof(NullReferenceException), "error")]
    public async Task Ingest_ThatFails_ThrowsTheSameAndTellsTheOutcome(Type type, string outcome)
    {
        Exception refusal = (Exception)Activator.CreateInstance(type, type == typeof(ServiceUnavailableException) ? ["customer 4711", false, null] : ["customer 4711"])!;
        _inner.Refusal = refusal;

        Exception thrown = await Assert.ThrowsAsync(type, () => _service.IngestAsync(new TransactionBatch([]), TestContext.Current.CancellationToken).AsTask());

        Assert.Same(refusal, thrown);
        Assert.Null(_times.Percentile(50));
        Assert.Contains(_measured, one => one.Name == "clv.ingest.duration" && one.Tags == $"outcome={outcome}");
        Activity span = Assert.Single(_spans);
        Assert.Equal((ActivityStatusCode.Error, outcome), (span.Status, span.StatusDescription));
        Assert.DoesNotContain(span.TagObjects, tag => tag.Value?.ToString()?.Contains("4711", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Calls_OfEveryKind_AreAnsweredByTheServiceAndMeasured()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        CustomerId id = CustomerId.Parse("4711");

        Assert.Null(await _service.FindAsync(id, cancellation));
        Assert.Equal(0, (await _service.ListAsync(new CustomerQuery(1, 10), cancellation)).Total);
        Assert.Empty(await _service.PortfolioAsync(false, cancellation));
        Assert.Equal(5, (await _service.SegmentsAsync(false, cancellation)).Count);
        Assert.Equal(0, (await _service.StatusAsync(cancellation)).Customers);
        await _service.SettleAsync(cancellation);

        Assert.Equal(
            ["clv.query.duration kind=lookup,outcome=ok", "clv.query.duration kind=list,outcome=ok", "clv.query.duration kind=portfolio,outcome=ok", "clv.query.duration kind=segments,outcome=ok",
                "clv.query.duration kind=status,outcome=ok", "clv.operation.duration kind=settle,outcome=ok"],
            _measured.Select(one => $"{one.Name} {one.Tags}"));
        Assert.Equal(["clv.lookup", "clv.list", "clv.portfolio", "clv.segments", "clv.settle"], _spans.Select(span => span.OperationName));
        Assert.DoesNotContain(_spans.SelectMany(span => span.TagObjects), tag => tag.Value?.ToString() == "4711");
    }

    [Fact]
    public async Task Changes_WhileRead_CountTheReader()
    {
        await using (IAsyncEnumerator<ValueChange> changes = _service.ChangesAsync(default, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            ValueTask<bool> more = changes.MoveNextAsync();
            await _service.IngestAsync(new TransactionBatch([Sale()]), TestContext.Current.CancellationToken);
            Assert.True(await more);
            Assert.Contains(("clv.changes.subscribers", 1, ""), _measured);
        }

        Assert.Contains(("clv.changes.subscribers", -1, ""), _measured);
    }

    [Fact]
    public async Task Dispose_PassesThrough()
    {
        await _service.DisposeAsync();

        Assert.True(_inner.IsDisposed);
    }

    public ValueTask DisposeAsync()
    {
        _spanListener.Dispose();
        _meterListener.Dispose();
        _test.Dispose();
        return _inner.DisposeAsync();
    }

    private static TransactionLine Sale() =>
        new("1", "85123A", "WHITE HEART", 1, new DateTime(2011, 1, 1, 10, 0, 0), new Money(20_000), CustomerId.Parse("4711"), "United Kingdom");

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Activity.Current?.TraceId == _test.TraceId)
        {
            _measured.Enqueue((instrument.Name, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        }
    }
}
