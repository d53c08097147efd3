using System.Diagnostics;
using ClvActors.Host.Telemetry;
using ClvActors.Host.Tests.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace ClvActors.Host.Tests.Telemetry;

/// <summary>Both middlewares around a request, with routing in between.</summary>
public sealed class RequestSpansTests : IDisposable
{
    private const string PagePath = "/not-found";

    private readonly ActivitySource _source = new("RequestTest" + Guid.NewGuid().ToString("N"));
    private readonly ActivityListener _listener;
    private readonly TraceBudget _budget = new(new ManualTime());

    public RequestSpansTests()
    {
        _listener = new ActivityListener { ShouldListenTo = source => source == _source, Sample = Sample };
        ActivitySource.AddActivityListener(_listener);

        static ActivitySamplingResult Sample(ref ActivityCreationOptions<ActivityContext> options) =>
            options.Parent.IsRemote && (options.Parent.TraceFlags & ActivityTraceFlags.Recorded) == 0 ? ActivitySamplingResult.PropagationData : ActivitySamplingResult.AllDataAndRecorded;
    }

    [Fact]
    public async Task Requests_BeyondTheBudgetOfTheirRoute_LeaveNoSpan()
    {
        bool[] ingests = await RepeatAsync(30, "/api/transactions", "/api/transactions");

        Assert.Equal([.. Enumerable.Repeat(true, 10), .. Enumerable.Repeat(false, 20)], ingests);
        Assert.All(await RepeatAsync(10, "/api/customer/4711", "/api/customer/{id}"), Assert.True);
        Assert.False((await RunAsync("/api/customer/4712", "/api/customer/{id}")).Recorded);
    }

    [Fact]
    public async Task ARequest_IsNamedByItsRoute()
    {
        Activity span = await RunAsync("/api/customer/4711", "/api/customer/{id}");

        Assert.Equal("GET /api/customer/{id}", span.DisplayName);
        Assert.Equal([new("http.request.method", "GET"), new("http.route", "/api/customer/{id}"), new("http.response.status_code", 200)], span.TagObjects);
    }

    [Fact]
    public async Task Requests_WithoutARoute_ShareABudget()
    {
        bool[] files = [.. await RepeatAsync(8, "/app.css", null), .. await RepeatAsync(8, "/4711", null, 404)];

        Assert.Equal(10, files.Count(isRecorded => isRecorded));
    }

    [Fact]
    public async Task AFailure_BeyondTheBudget_StillLeavesItsSpan()
    {
        await RepeatAsync(10, "/api/transactions", "/api/transactions");

        Activity span = await RunAsync("/api/transactions", "/api/transactions", 503);

        Assert.Equal((true, ActivityStatusCode.Error, "GET /api/transactions"), (span.Recorded, span.Status, span.DisplayName));
        Assert.Equal(10, 1 + (await RepeatAsync(30, "/api/transactions", "/api/transactions", 503)).Count(isRecorded => isRecorded));
    }

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, 200, true)]
    [InlineData(ActivityTraceFlags.None, 200, false)]
    [InlineData(ActivityTraceFlags.None, 503, false)]
    public async Task Requests_WithACallersTrace_FollowTheCaller(ActivityTraceFlags flags, int status, bool expected)
    {
        ActivityContext caller = new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags, null, isRemote: true);

        for (int at = 0; at < 30; at++)
        {
            Assert.Equal(expected, (await RunAsync("/api/transactions", "/api/transactions", status, caller)).Recorded);
        }
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health/ready")]
    public async Task Probes_EvenFailing_LeaveNoSpan(string path) => Assert.False((await RunAsync(path, path, 503)).Recorded);

    [Fact]
    public async Task ARequestThatEndsOnAPage_IsDecidedOnceByItsOwnRoute()
    {
        await RepeatAsync(10, PagePath, PagePath);

        Assert.True((await RunToPageAsync("/customer/4711", "/customer/{id}")).Recorded);
    }

    [Fact]
    public async Task RequestsWithoutARoute_ThatEndOnAPage_AreDecidedByThePage()
    {
        int recorded = 0;
        for (int at = 0; at < 30; at++)
        {
            recorded += (await RunToPageAsync($"/{at}", null)).Recorded ? 1 : 0;
        }

        Assert.Equal(10, recorded);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }

    private async Task<bool[]> RepeatAsync(int times, string path, string? route, int status = 200)
    {
        bool[] recorded = new bool[times];
        for (int at = 0; at < times; at++)
        {
            recorded[at] = (await RunAsync(path, route, status)).Recorded;
        }

        return recorded;
    }

    private async Task<Activity> RunAsync(string path, string? route, int status = 200, ActivityContext caller = default)
    {
        Activity.Current = null;
        using Activity span = _source.StartActivity("request", ActivityKind.Server, caller)!;
        DefaultHttpContext context = new();
        context.Request.Method = "GET";
        context.Request.Path = path;
        RequestSampling sampling = new(
            _ =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            },
            _budget);
        RequestSpans spans = new(
            _ =>
            {
                if (route is null)
                {
                    context.Response.StatusCode = status;
                    return Task.CompletedTask;
                }

                context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(route), 0, null, null));
                return sampling.InvokeAsync(context);
            },
            _budget);
        await spans.InvokeAsync(context);
        return span;
    }

    /// <summary>A request for what is not there, answered by the page that the framework runs in its place.</summary>
    private async Task<Activity> RunToPageAsync(string path, string? route)
    {
        Activity.Current = null;
        using Activity span = _source.StartActivity("request", ActivityKind.Server, default(ActivityContext))!;
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        DefaultHttpContext context = new() { RequestServices = services };
        context.Request.Path = path;
        ApplicationBuilder application = new(services);
        application.Use(next => new RequestSpans(next, _budget).InvokeAsync);
        application.UseStatusCodePagesWithReExecute(PagePath);
        application.Use(next => routed =>
        {
            string? matched = routed.Request.Path == PagePath ? PagePath : route;
            routed.SetEndpoint(matched is null ? null : new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(matched), 0, null, null));
            return next(routed);
        });
        application.Use(next => new RequestSampling(next, _budget).InvokeAsync);
        application.Run(routed =>
        {
            routed.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await application.Build()(context);
        Assert.Equal(PagePath, ((RouteEndpoint)context.GetEndpoint()!).RoutePattern.RawText);
        return span;
    }
}
