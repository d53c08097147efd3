using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Population;

/// <summary>Places records among the population; lapsed customers are Dormant at percentile 0 whatever their value.</summary>
/// <remarks>Pure functions.</remarks>
public static class Segmentation
{
    /// <summary>A record's segment.</summary>
    public static ClvSegment SegmentOf(SegmentThresholds thresholds, CustomerRecord record) =>
        record.Source == PredictionSource.Lapsed ? ClvSegment.Dormant : thresholds.SegmentOf(record.PredictedValue);

    /// <summary>100 x share of the model-scored customers with a value up to some value; 0 when nobody is scored.</summary>
    /// <param name="upTo">How many of them have at most that value.</param>
    /// <param name="scored">How many there are.</param>
    public static double PercentileRank(int upTo, int scored) => scored == 0 ? 0 : 100.0 * upTo / scored;
}
