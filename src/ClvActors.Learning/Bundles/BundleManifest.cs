using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles;

/// <summary>What a model bundle is, how it came about and how good it was: the content of <c>manifest.json</c>.</summary>
/// <remarks>
/// Holds no time of writing and no path, so that the same data, parameters and seeds give the same bytes. Money is in whole units of currency.
/// Immutable; any number of threads may read.
/// </remarks>
public sealed record BundleManifest
{
    /// <summary>The version that this build writes, and the newest it reads.</summary>
    public const int CurrentFormatVersion = 1;

    private const int LongestId = 100;

    /// <summary>Version of the manifest's format, from 1.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>Name of the bundle: small letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Program and version that wrote the bundle.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The model's file.</summary>
    public required BundleModelFile Model { get; init; }

    /// <summary>The features that the model expects.</summary>
    public required BundleFeatureSet FeatureSet { get; init; }

    /// <summary>From raw score to value; <see cref="LogTransform.Name"/>.</summary>
    public required string Transform { get; init; }

    /// <summary>Added to the sum of the trees to give the raw score; finite.</summary>
    public required double InitialScoreOffset { get; init; }

    /// <summary>Days that a predicted value covers, at least 1.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>What becomes of customers that the model does not score.</summary>
    public required ColdStartRule ColdStart { get; init; }

    /// <summary>Name of the cleaning rules behind features and labels.</summary>
    public required string CleaningRules { get; init; }

    /// <summary>The as-of date D of the training features.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The data that it was trained on.</summary>
    public required DataFingerprint Data { get; init; }

    /// <summary>Rows, split, seeds and parameters.</summary>
    public required TrainingRecord Training { get; init; }

    /// <summary>The metrics on the held-out test customers.</summary>
    public required RegressionMetrics Metrics { get; init; }

    /// <summary>The same metrics of the training mean as everyone's prediction.</summary>
    public required RegressionMetrics BaselineMetrics { get; init; }

    /// <summary>The held-out test customers by tenths of the prediction.</summary>
    public required IReadOnlyList<Decile> Deciles { get; init; }

    /// <summary>Distribution of every feature over the training customers, in the order of the feature set.</summary>
    public required IReadOnlyList<FeatureDistribution> FeatureDistributions { get; init; }

    /// <summary>Whether a text may be the <see cref="Id"/> of a bundle: up to 100 small letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, no point first.</summary>
    /// <remarks>What passes is a folder's name on every system.</remarks>
    public static bool IsValidId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length is > 0 and <= LongestId && id[0] != '.'
            && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');
    }
}
