using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClvActors.Operations.Tests;

/// <summary>The rules in a real Prometheus over a demo: its customers are not those that its model was trained on, so features drift; everything else is well.</summary>
[Collection(ObservedDemo.Name)]
public sealed partial class DemoRuleTests(ObservedServer observed)
{
    private static readonly TimeSpan LookLimit = TimeSpan.FromMinutes(2);

    private static readonly string[] DemoAlerts = ["ModelAlertOpen"];

    // Whether these are inactive depends on how full and how busy the machine's disk is, not on the server.
    private static readonly string[] MachineAlerts = ["DiskAlmostFull", "DiskFillsUp", "JournalStalls"];

    // Not to be seen at one server within its first minute: they need a cluster or a champion.
    private static readonly string[] LaterMetrics = ["clv_model_watch_healthy", "orleans_app_requests_timedout_total"];

    // What only follows from the date is told apart from what may raise an alert; docs/monitoring.md.
    private static readonly string[] FollowTheDate = ["acquisition_month", "acquisition_quarter", "lifecycle_stages", "lifetime_days", "purchased_in_q4", "q4_spend_share"];

    [Fact]
    public async Task EveryRule_OfARunningDemo_EvaluatesAndOnlyTheModelsAreActive()
    {
        Require();
        const string Start = "- alert: ";
        string[] names = [.. AlertLines().Where(line => line.StartsWith(Start, StringComparison.Ordinal)).Select(line => line[Start.Length..]).Order()];

        await Waiting.UntilAsync("the model's alerts and no other", LookLimit, async cancellation =>
        {
            JsonNode[] rules = await RulesAsync(cancellation);
            Assert.Equal(names, rules.Select(NameOf).Order());
            Assert.All(rules, rule => Assert.NotEqual("err", (string?)rule["health"]));
            string[] waiting = [.. rules.Where(rule => (string?)rule["health"] != "ok").Select(NameOf)];
            string[] active = [.. rules.Where(IsActive).Select(NameOf).Except(MachineAlerts).Order()];
            return waiting.Length > 0 ? $"not evaluated yet: {string.Join(", ", waiting)}"
                : active.SequenceEqual(DemoAlerts) ? null
                : $"active: {string.Join(", ", active)}";
        });
    }

    [Fact]
    public async Task EveryMetricOfTheRules_OfARunningDemo_HasSeries()
    {
        Require();
        // Summaries and descriptions name histograms, not series.
        string[] metrics = [.. AlertLines().Where(line => !line.StartsWith("summary:", StringComparison.Ordinal) && !line.StartsWith("description:", StringComparison.Ordinal))
            .SelectMany(line => MetricName().Matches(line)).Select(match => match.Value).Distinct().Except(LaterMetrics)];
        Assert.True(metrics.Length > 10, string.Join(", ", metrics));

        await Waiting.UntilAsync("series of every metric that a rule selects", LookLimit, async cancellation =>
        {
            await observed.UseAsync();
            List<string> missing = [];
            foreach (string metric in metrics)
            {
                if ((await QueryAsync(metric, cancellation)).Length == 0)
                {
                    missing.Add(metric);
                }
            }

            return missing.Count == 0 ? null : $"missing {string.Join(", ", missing)}";
        });
    }

    [Fact]
    public async Task FeatureDrift_OfARunningDemo_IsActiveInPrometheusAndItsRules()
    {
        Require();
        await Waiting.UntilAsync("feature_drift in the rules", LookLimit, async cancellation =>
        {
            JsonNode[] active = await QueryAsync("clv_monitoring_alerts_active{alert=\"feature_drift\"}", cancellation);
            string[] values = [.. active.Select(series => (string)series["value"]![1]!)];
            JsonNode[] rules = await RulesAsync(cancellation);
            string[] alerts = [.. AlertsOf(rules, "ModelAlertOpen").Select(alert => $"{alert["labels"]!["alert"]} {alert["labels"]!["severity"]}")];
            return values is not ["1"] ? $"clv_monitoring_alerts_active is [{string.Join(", ", values)}]"
                : !alerts.Contains("feature_drift warning") ? $"ModelAlertOpen is active for [{string.Join(", ", alerts)}]"
                : null;
        });

        CancellationToken token = TestContext.Current.CancellationToken;
        string[] shown = [.. (await QueryAsync("clv_monitoring_drift{raises_alert=\"false\",kind!=\"contribution\"}", token)).Select(series => (string)series["metric"]!["name"]!).Order(StringComparer.Ordinal)];
        Assert.Equal(FollowTheDate, shown);
    }

    private static IEnumerable<string> AlertLines() => File.ReadLines(Path.Combine(ObservedServer.Ops, "prometheus", "alerts.yml")).Select(line => line.Trim());

    private static string NameOf(JsonNode rule) => (string)rule["name"]!;

    private static bool IsActive(JsonNode rule) => (string?)rule["state"] is "pending" or "firing";

    private static JsonNode[] AlertsOf(JsonNode[] rules, string name) => [.. rules.Single(rule => NameOf(rule) == name)["alerts"]!.AsArray().Select(alert => alert!)];

    private static void Require() => Assert.SkipUnless(Programs.ArePresent, Programs.WhyMissing);

    [GeneratedRegex(@"\b(clv|orleans)_[a-z_]+\b")]
    private static partial Regex MetricName();

    private async Task<JsonNode[]> RulesAsync(CancellationToken cancellation) =>
        [.. (await observed.AskAsync("/api/v1/rules", cancellation))["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!)];

    private async Task<JsonNode[]> QueryAsync(string expression, CancellationToken cancellation) =>
        [.. (await observed.AskAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}", cancellation))["result"]!.AsArray().Select(series => series!)];
}
