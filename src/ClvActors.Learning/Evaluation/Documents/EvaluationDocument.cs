using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>What an evaluation measured: the content of <c>evaluation.json</c>, and all that its reports are drawn from.</summary>
/// <remarks>
/// Holds no time of writing and no path other than the arguments that repeat it, so that the same data, arguments and seed give the same bytes on one machine. Money is in whole
/// units of the deployment's one currency. Immutable; any number of threads may read.
/// </remarks>
public sealed record EvaluationDocument
{
    /// <summary>The version that this build writes, and the newest it reads.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>Version of the format, from 1.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>Title of reports; one line.</summary>
    public required string Title { get; init; }

    /// <summary>What is predicted: one of <see cref="EvaluationKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The data that models were trained and judged on.</summary>
    public required DataFingerprint Data { get; init; }

    /// <summary>The as-of date D of the features; with rolling origins the newest one.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Days after D that a label covers.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>Customers with features and labels at D.</summary>
    public required int Customers { get; init; }

    /// <summary>Program and version that wrote the document.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>The command line that makes it again.</summary>
    public string Command { get; init; } = "";

    /// <summary>Operating system, architecture and runtime on which figures agree bit for bit; null when not told.</summary>
    public string? Machine { get; init; }

    /// <summary>The figures of every model on every split, split by split, models in one order.</summary>
    public required IReadOnlyList<MetricRow> Rows { get; init; }

    /// <summary>How the champion differs from each rival, with intervals.</summary>
    public IReadOnlyList<DifferenceRow> Differences { get; init; } = [];

    /// <summary>What plots are drawn from.</summary>
    public IReadOnlyList<ModelCurves> Curves { get; init; } = [];

    /// <summary>The champion's features on the first split, largest mean absolute contribution first; empty when it gives no explanation.</summary>
    public IReadOnlyList<FeatureImportance> Importance { get; init; } = [];

    /// <summary>Contributions of single customers for the features that matter most, as a SHAP summary plots them.</summary>
    public IReadOnlyList<ContributionSample> Contributions { get; init; } = [];

    /// <summary>How often intervals held what came true; empty when the champion gives none.</summary>
    public IReadOnlyList<CoverageRow> Coverage { get; init; } = [];

    /// <summary>How the parameters of each model were found.</summary>
    public IReadOnlyList<TuningSummary> Tuning { get; init; } = [];

    /// <summary>What was left out and why, how figures were made that a name does not explain; one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
