using System.Collections.Concurrent;
using System.Diagnostics;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Telemetry;
using ClvActors.Embedded.Tests.Engine;

namespace ClvActors.Embedded.Tests.Telemetry;

public sealed class EngineSpansTests : IDisposable
{
    // Spans are the process's; only those below this test's own span are its own.
    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;
    private readonly DrivenEngine _engine = DrivenEngine.Start(1);

    public EngineSpansTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EngineInstruments.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == _trace && options.Parent.TraceFlags == ActivityTraceFlags.Recorded
                ? ActivitySamplingResult.AllDataAndRecorded
                : ActivitySamplingResult.None,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public void Group_WithoutASampledBatch_MakesNoSpan()
    {
        Run(ActivityTraceFlags.None, ActivityTraceFlags.None);

        Assert.DoesNotContain(_spans, span => span.TraceId == _trace);
    }

    [Fact]
    public void Group_OfSampledBatchesAmongOthers_StandsBelowTheFirstAndLinksTheRest()
    {
        ActivitySpanId[] batches = Run(ActivityTraceFlags.None, ActivityTraceFlags.Recorded, ActivityTraceFlags.None, ActivityTraceFlags.Recorded, ActivityTraceFlags.Recorded);

        Activity[] spans = [.. _spans.Where(span => span.TraceId == _trace)];
        Assert.Equal(["clv.journal.commit", "clv.shards.apply", "clv.commit_group"], spans.Select(span => span.OperationName));
        Activity group = spans[^1];
        Assert.Equal((batches[1], 5), (group.ParentSpanId, group.GetTagItem("clv.batches")));
        Assert.Equal([batches[3], batches[4]], group.Links.Select(link => link.Context.SpanId));
        Assert.All(spans[..2], part => Assert.Equal(group.SpanId, part.ParentSpanId));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _engine.Dispose();
    }

    // Each batch as if its caller had a span with these flags.
    private ActivitySpanId[] Run(params ActivityTraceFlags[] callers)
    {
        List<PendingBatch> group = [];
        List<ActivitySpanId> spans = [];
        foreach (ActivityTraceFlags flags in callers)
        {
            using Activity caller = new Activity("caller").SetParentId(_trace, ActivitySpanId.CreateRandom(), flags).Start();
            caller.ActivityTraceFlags = flags;
            group.Add(_engine.Prepare(new TransactionBatch([])));
            spans.Add(caller.SpanId);
        }

        Activity.Current = null;
        _engine.Core.RunGroup(group);
        Assert.All(group, batch => Assert.True(batch.Acknowledgement.IsCompletedSuccessfully));
        return [.. spans];
    }
}
