using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ClvActors.Operations.Tests;

[Collection(ObservedDemo.Name)]
public sealed class DashboardTests(ObservedServer observed)
{
    private static readonly TimeSpan DataLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ScrapeLimit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task EveryPanel_OfARunningDemo_ReturnsData()
    {
        Require();
        IReadOnlyList<PanelQuery> queries = PanelQuery.ReadAll(Path.Combine(ObservedServer.Ops, "grafana"));
        Assert.True(queries.Count > 60, $"{queries.Count} queries");
        Assert.All(queries, query => Assert.True(query.Needs is null || PanelQuery.KnownNeeds.Contains(query.Needs), $"{query.Where} needs \"{query.Needs}\", which nobody knows"));
        Assert.All(queries, query => Assert.DoesNotContain('$', query.Expression));

        List<PanelQuery> open = [.. queries];
        await Waiting.UntilAsync("every panel's query to return data", DataLimit, async cancellation =>
        {
            await observed.UseAsync();
            foreach (PanelQuery query in open.ToArray())
            {
                // Every query is evaluated, also those that need something: an error fails the test.
                JsonNode data = await observed.AskAsync($"/api/v1/query?query={Uri.EscapeDataString(query.Expression)}", cancellation);
                if (query.Needs is not null || HasNumber(data))
                {
                    open.Remove(query);
                }
            }

            return open.Count == 0 ? null : string.Join("\n", open);
        });
    }

    [Fact]
    public async Task Scrape_AsOpenMetrics_IsTakenWithItsExemplars()
    {
        Require();
        await Waiting.UntilAsync("an exemplar whose trace has been exported", ScrapeLimit, async cancellation =>
        {
            await observed.UseAsync();
            // One scrape may come late on a slow machine; one that is refused for what it holds stays refused.
            JsonNode up = await observed.AskAsync("/api/v1/targets", cancellation);
            if (up["activeTargets"]!.AsArray().Select(target => (string?)target!["lastError"]).FirstOrDefault(error => error != "") is { } error)
            {
                return error;
            }

            JsonNode found = await observed.AskAsync(
                $"/api/v1/query_exemplars?query=clv_ingest_duration_seconds_bucket&start=0&end={DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeSeconds()}", cancellation);
            string[] traces = [.. found.AsArray().SelectMany(series => series!["exemplars"]!.AsArray()).Select(exemplar => (string)exemplar!["labels"]!["trace_id"]!)];
            return traces.Any(trace => observed.Collector.HasTrace(Convert.FromHexString(trace))) ? null : $"{traces.Length} exemplars, none of an exported trace";
        });
    }

    [Fact]
    public async Task Push_ByTheStandardVariables_BringsMetricsAndLinkedTraces()
    {
        Require();
        await Waiting.UntilAsync("what is pushed", ScrapeLimit, async _ =>
        {
            await observed.UseAsync();
            string[] metrics = ["clv-observed", "clv.ingest.lines", "clv.service.customers", "clv.journal.sync.duration", "http.server.request.duration", "dotnet.gc.collections"];
            string[] spans = ["clv-observed", "clv.ingest", "clv.commit_group", "clv.journal.commit", "clv.shards.apply", "clv.settling", "clv.recovery", "clv.lookup", "GET /api/customer/{id}"];
            string[] missing = [.. metrics.Where(name => !observed.Collector.HasMetric(name)), .. spans.Where(name => !observed.Collector.HasTrace(name))];
            return missing.Length == 0 ? null : $"missing {string.Join(", ", missing)}";
        });
    }

    [Fact]
    public async Task CustomerIds_AfterAllKindsOfRequests_StandInNoLabelLogLineOrSpan()
    {
        Require();
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await observed.UseAsync();

        // Spans are exported in the order of their ends: with one of this request all of the calls before it have arrived.
        ActivityTraceId last = ActivityTraceId.CreateRandom();
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/segments");
        request.Headers.Add("traceparent", $"00-{last}-{ActivitySpanId.CreateRandom()}-01");
        using HttpResponseMessage answer = await observed.Server.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        string metrics = await observed.Server.GetStringAsync("/metrics", cancellation);
        byte[] id = Convert.FromHexString(last.ToHexString());
        await Waiting.UntilAsync("spans of the requests", ScrapeLimit, _ => Task.FromResult(observed.Collector.HasTrace(id) ? null : "no span of the last request yet"));

        Assert.Contains("http_route=\"/api/customer/{id}\"", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(ObservedServer.SecretCustomer, metrics, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ObservedServer.SecretCustomer, observed.ServerOutput, StringComparison.OrdinalIgnoreCase);
        Assert.True(observed.Collector.HasTrace("clv.lookup"));
        Assert.False(observed.Collector.HasTrace(ObservedServer.SecretCustomer));
        Assert.False(observed.Collector.HasMetric(ObservedServer.SecretCustomer));
        Assert.Contains("Now listening", observed.ServerOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckMetrics_OfARunningDemo_FindsNothing()
    {
        Require();
        string metrics = await observed.Server.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        (int exitCode, string output) = await Programs.PromtoolAsync(metrics, "check", "metrics");

        Assert.Equal((0, ""), (exitCode, output));
        Assert.Contains("clv_journal_sync_duration_seconds_bucket", metrics, StringComparison.Ordinal);
    }

    private static bool HasNumber(JsonNode data) => data["result"]!.AsArray()
        .Any(series => (string?)series!["value"]![1] is not (null or "NaN" or "+Inf" or "-Inf"));

    private static void Require() => Assert.SkipUnless(Programs.ArePresent, Programs.WhyMissing);
}
