using System.Text.Json.Nodes;

namespace ClvActors.Operations.Tests;

/// <summary>A query of a dashboard's panel.</summary>
/// <param name="Where">Dashboard, panel and query, for messages.</param>
/// <param name="Expression">The expression with its variables replaced as Grafana would.</param>
/// <param name="Needs">What the dashboard's field <c>needs</c> says has to be there before it returns anything; null for nothing but a server at work.</param>
internal sealed record PanelQuery(string Where, string Expression, string? Needs)
{
    /// <summary>What a dashboard may say that a query needs: all of it is away while a demo runs well.</summary>
    public static IReadOnlySet<string> KnownNeeds { get; } =
        new HashSet<string> { "a cluster", "an incident", "a failure", "a snapshot", "a champion", "an ended horizon" };

    /// <summary>All queries of all dashboards.</summary>
    public static IReadOnlyList<PanelQuery> ReadAll(string folder) =>
    [
        .. from file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)
           let dashboard = JsonNode.Parse(File.ReadAllText(file))!
           from panel in dashboard["panels"]!.AsArray()
           from target in panel!["targets"]?.AsArray() ?? []
           select new PanelQuery($"{Path.GetFileName(file)}: {panel["title"]}: {target!["refId"]}", Replace((string)target["expr"]!), (string?)target["needs"]),
    ];

    private static string Replace(string expression) => expression
        .Replace("$job", ".+", StringComparison.Ordinal)
        .Replace("$instance", ".+", StringComparison.Ordinal)
        .Replace("$__rate_interval", "20s", StringComparison.Ordinal)
        .Replace("$__range", "1m", StringComparison.Ordinal);
}
