using ClvActors.Learning.Monitoring;

namespace ClvActors.Host.Dashboard.Drift;

/// <summary>Monitoring's names in words for people, and the colours of its charts.</summary>
internal static class DriftTexts
{
    /// <summary>A kind of drift.</summary>
    public static string Name(DriftKind kind) => kind switch
    {
        DriftKind.Feature => "Features",
        DriftKind.Prediction => "Predictions",
        DriftKind.Segment => "Segments",
        _ => "Contributions",
    };

    /// <summary>Okabe and Ito's blue, green, orange and pink, darkened to 3:1 in both themes.</summary>
    public static string Colour(DriftKind kind) => kind switch
    {
        DriftKind.Feature => "#006bc8",
        DriftKind.Prediction => "#2aa36d",
        DriftKind.Segment => "#c48800",
        _ => "#e066be",
    };

    /// <summary>A level of drift.</summary>
    public static string Name(DriftLevel level) => level switch
    {
        DriftLevel.Ok => "ok",
        DriftLevel.Watch => "watch",
        DriftLevel.Alert => "alert",
        _ => "too few",
    };

    /// <summary>The class of a level's text.</summary>
    public static string Class(DriftLevel level) => level switch
    {
        DriftLevel.Ok => "good",
        DriftLevel.Alert => "bad",
        _ => "soft",
    };

    /// <summary>An alert.</summary>
    public static string Alert(string code) => code switch
    {
        AlertCodes.FeatureDrift => "Features have drifted",
        AlertCodes.PredictionDrift => "Predictions have drifted",
        AlertCodes.SegmentDrift => "Segments have drifted",
        AlertCodes.ContributionDrift => "What the model decides by has drifted",
        AlertCodes.AccuracyDrop => "Accuracy has dropped",
        AlertCodes.CoverageDrop => "Intervals hold too little",
        _ => code,
    };

    /// <summary>The four indices of a report's settled days.</summary>
    public static IReadOnlyList<TrendLine> Trends(IReadOnlyList<SettledDay> days) =>
    [
        Trend(DriftKind.Feature, days, day => day.FeatureDrift),
        Trend(DriftKind.Prediction, days, day => day.PredictionDrift),
        Trend(DriftKind.Segment, days, day => day.SegmentDrift),
        Trend(DriftKind.Contribution, days, day => day.ContributionDrift),
    ];

    private static TrendLine Trend(DriftKind kind, IReadOnlyList<SettledDay> days, Func<SettledDay, double?> index) =>
        new(Name(kind), Colour(kind), [.. days.Where(day => index(day) is not null).Select(day => (day.AsOf, index(day)!.Value))]);
}
