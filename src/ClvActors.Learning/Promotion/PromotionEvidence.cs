using System.Globalization;
using System.Text.Json.Serialization;

namespace ClvActors.Learning.Promotion;

/// <summary>A candidate measured against a champion, and what follows.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record PromotionEvidence
{
    /// <summary>Name of the figure that has to be better beyond noise; the others must not be worse beyond noise.</summary>
    public const string DecidingMetric = "mae";

    /// <summary>Id of the champion.</summary>
    public required string Champion { get; init; }

    /// <summary>Id of the candidate.</summary>
    public required string Candidate { get; init; }

    /// <summary>Why the rows are fair.</summary>
    public required HoldoutKind Holdout { get; init; }

    /// <summary>Which rows they are and what they cannot show, in words.</summary>
    public required string HoldoutDescription { get; init; }

    /// <summary>The as-of date of the features.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Days after it whose spend is compared.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>Customers compared.</summary>
    public required int Customers { get; init; }

    /// <summary>Confidence level of the intervals.</summary>
    public required double Confidence { get; init; }

    /// <summary>Bootstrap resamples behind them.</summary>
    public required int Resamples { get; init; }

    /// <summary>Seed of the resamples.</summary>
    public required int Seed { get; init; }

    /// <summary>SHA-256 of the file of transactions, small hexadecimal digits.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>The figures, the deciding one first.</summary>
    public required IReadOnlyList<MetricComparison> Metrics { get; init; }

    /// <summary>Whether the deciding figure is better beyond noise and no other is worse beyond noise.</summary>
    [JsonIgnore]
    public bool IsBetter => Deciding.Verdict == ComparisonVerdict.Better && Metrics.All(metric => metric.Verdict != ComparisonVerdict.Worse);

    /// <summary>The reason for <see cref="IsBetter"/>, as the end of a sentence.</summary>
    [JsonIgnore]
    public string Reason
    {
        get
        {
            MetricComparison mae = Deciding;
            string difference = string.Create(
                CultureInfo.InvariantCulture,
                $"MAE {mae.Candidate:F2} against {mae.Champion:F2}, {100 * Confidence:0.##} % interval of the difference {mae.Lower:F2} to {mae.Upper:F2}");
            string[] worse = [.. Metrics.Where(metric => metric.Verdict == ComparisonVerdict.Worse && metric != mae).Select(metric => metric.Metric)];
            return mae.Verdict switch
            {
                ComparisonVerdict.Worse => $"worse beyond noise: {difference}",
                ComparisonVerdict.WithinNoise => $"no better beyond noise: {difference}",
                _ when worse.Length > 0 => $"{string.Join(" and ", worse)} worse beyond noise, although {difference}",
                _ => $"better beyond noise: {difference}",
            };
        }
    }

    private MetricComparison Deciding => Metrics.First(metric => metric.Metric == DecidingMetric);
}
