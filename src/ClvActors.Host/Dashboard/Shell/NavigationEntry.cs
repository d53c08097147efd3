namespace ClvActors.Host.Dashboard.Shell;

/// <summary>One page as the navigation names it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="IsExact">Whether only the path itself counts as being there.</param>
internal sealed record NavigationEntry(string Path, string Name, bool IsExact = false)
{
    /// <summary>All pages in their order.</summary>
    public static IReadOnlyList<NavigationEntry> All { get; } =
    [
        new("", "Overview", IsExact: true),
        new("lookup", "Lookup"),
        new("what-if", "What-if"),
        new("portfolio", "Portfolio"),
        new("segments", "Segments"),
        new("model", "Model"),
        new("monitoring", "Monitoring"),
        new("replay", "Replay and data"),
    ];
}
