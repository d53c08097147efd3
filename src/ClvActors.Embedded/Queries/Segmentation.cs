using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Embedded.Queries;

/// <summary>Places records among the population; lapsed customers are Dormant at percentile 0 whatever their value.</summary>
internal static class Segmentation
{
    /// <summary>A record's segment.</summary>
    public static ClvSegment SegmentOf(PopulationSnapshot population, CustomerRecord record) =>
        record.Source == PredictionSource.Lapsed ? ClvSegment.Dormant : population.Thresholds.SegmentOf(record.PredictedValue);

    /// <summary>A record's percentile rank, 0 to 100.</summary>
    public static double PercentileRankOf(PopulationSnapshot population, CustomerRecord record) =>
        record.Source == PredictionSource.Lapsed ? 0 : population.PercentileRankOf(record.PredictedValue);
}
