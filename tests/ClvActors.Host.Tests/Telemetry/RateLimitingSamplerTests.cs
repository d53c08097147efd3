using System.Diagnostics;
using ClvActors.Host.Telemetry;
using ClvActors.Host.Tests.Serving;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace ClvActors.Host.Tests.Telemetry;

/// <summary>The sampler inside the SDK, on a source that nobody else listens to.</summary>
public sealed class RateLimitingSamplerTests : IDisposable
{
    private readonly ActivitySource _source = new("SamplerTest" + Guid.NewGuid().ToString("N"));
    private readonly TracerProvider _provider;

    public RateLimitingSamplerTests() =>
        _provider = Sdk.CreateTracerProviderBuilder().AddSource(_source.Name).SetSampler(RateLimitingSampler.Within(new TraceBudget(new ManualTime()))).Build();

    [Fact]
    public void Start_BeyondTheBudget_RecordsNothingAndMakesNoChildren()
    {
        bool[] recorded = [.. Enumerable.Range(0, 30).Select(_ => Begin("clv.ingest", default, out bool hasChild) == hasChild && hasChild)];

        Assert.Equal([.. Enumerable.Repeat(true, 10), .. Enumerable.Repeat(false, 20)], recorded);
        Assert.True(Begin("clv.settling", default, out _));
    }

    [Fact]
    public void Start_BelowARecordedParent_NeedsNoBudget() => Assert.All(Enumerable.Range(0, 30), _ => Assert.True(Begin("clv.commit_group", Parent(ActivityTraceFlags.Recorded, isRemote: false), out bool _)));

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, true)]
    [InlineData(ActivityTraceFlags.None, false)]
    public void Start_BelowACallersSpan_FollowsTheCaller(ActivityTraceFlags flags, bool expected) =>
        Assert.All(Enumerable.Range(0, 30), _ => Assert.Equal(expected, Begin("clv.ingest", Parent(flags, isRemote: true), out bool _)));

    [Fact]
    public void Start_OfRequests_IsLeftToTheirRoute() => Assert.All(Enumerable.Range(0, 30), _ => Assert.True(Begin(RateLimitingSampler.RequestName, default, out bool _)));

    public void Dispose()
    {
        _provider.Dispose();
        _source.Dispose();
    }

    private static ActivityContext Parent(ActivityTraceFlags flags, bool isRemote) => new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags, null, isRemote);

    private bool Begin(string name, ActivityContext parent, out bool hasChild)
    {
        Activity.Current = null;
        using Activity? span = _source.StartActivity(name, ActivityKind.Internal, parent);
        using Activity? child = _source.StartActivity("child");
        hasChild = child is not null;
        return span is { Recorded: true, IsAllDataRequested: true };
    }
}
