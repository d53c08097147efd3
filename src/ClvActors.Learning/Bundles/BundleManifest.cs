using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Quality;
using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles;

/// <summary>What a model bundle is, how it came about and how good it was: the content of <c>manifest.json</c>.</summary>
/// <remarks>
/// Holds no time of writing and no path, so that the same data, parameters and seeds give the same bytes. Money is in whole units of currency.
/// A file of version 1 is read as a bundle of one part. Immutable; any number of threads may read.
/// </remarks>
public sealed record BundleManifest
{
    /// <summary>The version that this build writes, and the newest it reads.</summary>
    public const int CurrentFormatVersion = 2;

    private const int LongestId = 100;

    /// <summary>Version of the manifest's format, from 1.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>Name of the bundle: small letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Program and version that wrote the bundle.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>How it was trained: <c>champion</c> or <c>reference</c>.</summary>
    public required string Recipe { get; init; }

    /// <summary>The tree models, one with the role <c>value</c> among them, each role once.</summary>
    public required IReadOnlyList<BundlePart> Parts { get; init; }

    /// <summary>The features that the models expect.</summary>
    public required BundleFeatureSet FeatureSet { get; init; }

    /// <summary>The buy-till-you-die models behind derived inputs, offsets, P(alive) and the next order; null without them.</summary>
    public BuyTillYouDieRule? BuyTillYouDie { get; init; }

    /// <summary>How intervals are calibrated; null without intervals.</summary>
    public IntervalRule? Interval { get; init; }

    /// <summary>Days that a predicted value covers, at least 1.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>What becomes of customers that the value part does not score.</summary>
    public required ColdStartRule ColdStart { get; init; }

    /// <summary>What lapsed customers are worth; null for 0.</summary>
    public LapsedRule? Lapsed { get; init; }

    /// <summary>Name of the cleaning rules behind features and labels.</summary>
    public required string CleaningRules { get; init; }

    /// <summary>The as-of date D of the training features.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The data that it was trained on.</summary>
    public required DataFingerprint Data { get; init; }

    /// <summary>Customers and split.</summary>
    public required TrainingRecord Training { get; init; }

    /// <summary>The metrics of the value on the held-out test customers.</summary>
    public required RegressionMetrics Metrics { get; init; }

    /// <summary>The same metrics of the training mean as everyone's prediction.</summary>
    public required RegressionMetrics BaselineMetrics { get; init; }

    /// <summary>The held-out test customers by tenths of the prediction.</summary>
    public required IReadOnlyList<Decile> Deciles { get; init; }

    /// <summary>How good the other parts are; null without other parts.</summary>
    public BundleQuality? Quality { get; init; }

    /// <summary>Distribution of every feature over the training customers, in the order of the feature set.</summary>
    public required IReadOnlyList<FeatureDistribution> FeatureDistributions { get; init; }

    /// <summary>The part of a role.</summary>
    /// <returns>Null when the bundle has none.</returns>
    public BundlePart? Part(string role) => Parts.FirstOrDefault(part => part.Role == role);

    /// <summary>Whether a text may be the <see cref="Id"/> of a bundle: up to 100 small letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, no point first.</summary>
    /// <remarks>What passes is a folder's name on every system.</remarks>
    public static bool IsValidId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length is > 0 and <= LongestId && id[0] != '.'
            && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');
    }
}
