using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>The settings of all parts of a champion bundle.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record ChampionParameters
{
    /// <summary>The value.</summary>
    public OffsetBoostingParameters Value { get; init; } = new();

    /// <summary>Its interval.</summary>
    public IntervalParameters Interval { get; init; } = new();

    /// <summary>Cold starts.</summary>
    public ColdStartParameters ColdStart { get; init; } = new();

    /// <summary>The next 30 days.</summary>
    public ThirtyDayParameters ThirtyDays { get; init; } = new();

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names it and the range.</exception>
    public void Validate()
    {
        Value.Validate();
        Interval.Trees.Validate();
        ColdStart.Trees.Validate();
        ThirtyDays.Trees.Validate();
        RequireShare(Interval.Level, "level");
        RequireShare(Interval.LowQuantile, "low_quantile");
        RequireShare(Interval.HighQuantile, "high_quantile");
        Require(Interval.Folds >= 2 && ColdStart.Folds >= 2 && ThirtyDays.Folds >= 2, "folds must be at least 2");
        Require(Interval.Models >= 1 && ColdStart.Models >= 1, "models must be at least 1");
        Require(ColdStart.LabelCap is > 0 and <= 1, $"label_cap must be above 0 and at most 1, but is {ColdStart.LabelCap}");
        Require(ThirtyDays.MostOrigins >= 1, $"most_origins must be at least 1, but is {ThirtyDays.MostOrigins}");
        Require(ThirtyDays.MostKnots >= 2, $"most_knots must be at least 2, but is {ThirtyDays.MostKnots}");
    }

    private static void RequireShare(double value, string name) =>
        Require(value is > 0 and < 1, $"{name} must be above 0 and below 1, but is {value}");

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
