using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Tests.Evaluation.Reports;

/// <summary>Small fixed documents with something in every list.</summary>
internal static class SmallEvaluation
{
    public const string Hostile = "<script>alert(1)</script> & \"R|dge\" *1*";

    public static EvaluationDocument Spend { get; } = new()
    {
        Title = "Two models",
        Kind = EvaluationKinds.Spend,
        Data = new DataFingerprint("sales.csv.gz", "00ff00ff", 1200, 1100, 90, new DateOnly(2009, 12, 1), new DateOnly(2011, 12, 9)),
        AsOf = new DateOnly(2010, 12, 9),
        HorizonDays = 365,
        Customers = 80,
        CreatedBy = "clv 1.0",
        Command = "clv evaluate --data sales.csv.gz --seed 42",
        Machine = "Linux x64",
        Rows =
        [
            Row("trees", "published", 20, 410.25, 0.61, 0.325),
            Row("ridge", "published", 20, 512.5, 0.61, null),
            Row("trees", "fold_0", 10, 400, 0.5, 0.3),
            Row("ridge", "fold_0", 10, 500, 0.6, 0.3),
            Row("trees", "mean of 2 folds", 20, 405, 0.55, 0.31),
            Row("ridge", "mean of 2 folds", 20, 505, 0.65, 0.29),
        ],
        Differences =
        [
            new("trees", "ridge", "published", MetricNames.MeanAbsoluteError, -102.25, -160.5, -40, 0.95, 500),
            new("trees", "ridge", "published", MetricNames.Spearman, 0, -0.1, 0.1, 0.95, 500),
        ],
        Curves = [Curves("trees", 1), Curves("ridge", 1.5)],
        Importance = [new("recency_days", 0.6, 0.5), new("frequency", 0.4, 0.25)],
        Contributions =
        [
            new("recency_days", [new(0, 0.5), new(0.5, 0.5), new(1, -1)]),
            new("frequency", [new(0, -0.25), new(0.5, 0), new(1, 0.25)]),
        ],
        Coverage = [new("all", 80, 0.8, 0.8125, 900, 600), new("cold starts", 8, 0.8, 0.75, 1200, 1100)],
        Tuning = [new("trees", 40, 12.25, 1.5, new Dictionary<string, string> { ["objective"] = "tweedie", ["leaves"] = "31", ["lambda_l2"] = "1E-06" }, "trials-trees.csv")],
        Notes = ["MAE is in whole units."],
    };

    public static EvaluationDocument Probability { get; } = Spend with
    {
        Kind = EvaluationKinds.Probability,
        Rows = [new("trees", "published", 20, new Dictionary<string, double?> { [MetricNames.LogLoss] = 0.61234, [MetricNames.Auc] = 0.75 })],
        Differences = [],
        Curves =
        [
            new(
                "trees",
                "published",
                [new(1, 10, 0.2, 0.25, 2), new(2, 10, 0.8, 0.7, 8)],
                [new(0, 0), new(0.5, 0.8), new(1, 1)],
                [new(1, 0.7)],
                [new(0.5, 0.1)],
                [new(0.25, 0.2, 12), new(0.7, 0.8, 8)]),
        ],
        Coverage = [],
        Tuning = [],
    };

    /// <summary>Nothing but what a document must have.</summary>
    public static EvaluationDocument Bare { get; } = new()
    {
        Title = "Nothing yet",
        Kind = EvaluationKinds.Purchases,
        Data = Spend.Data,
        AsOf = Spend.AsOf,
        HorizonDays = 30,
        Customers = 0,
        CreatedBy = "clv 1.0",
        Command = "clv evaluate",
        Rows = [],
    };

    /// <summary>Every name is one that would break a page or a table if it were not escaped.</summary>
    public static EvaluationDocument HostileNames { get; } = Spend with
    {
        Title = Hostile,
        CreatedBy = Hostile,
        Command = Hostile,
        Machine = Hostile,
        Data = Spend.Data with { File = Hostile },
        Rows = [new(Hostile, Hostile, 1, new Dictionary<string, double?> { [Hostile] = 1 })],
        Differences = [new(Hostile, Hostile + "2", Hostile, Hostile, 1, 0.5, 2, 0.95, 10)],
        Curves = [Curves(Hostile, 1) with { Split = Hostile }],
        Importance = [new(Hostile, 1, 1)],
        Contributions = [new(Hostile, [new(0, 1)])],
        Coverage = [new(Hostile, 8, 0.8, 0.75, 1, 1)],
        Tuning = [new(Hostile, 1, 1, 1, new Dictionary<string, string> { [Hostile] = Hostile }, Hostile)],
        Notes = [Hostile],
    };

    private static MetricRow Row(string model, string split, int rows, double mae, double? spearman, double? share) =>
        new(model, split, rows, new Dictionary<string, double?>
        {
            [MetricNames.MeanAbsoluteError] = mae,
            [MetricNames.Spearman] = spearman,
            [MetricNames.TopDecileShare] = share,
        });

    private static ModelCurves Curves(string model, double factor) => new(
        model,
        "published",
        [new(1, 10, 0, 20 * factor, 0), new(2, 10, 900, 800 * factor, 9000)],
        [new(0, 0), new(0.1, 0.4 / factor), new(1, 1)],
        [new(0, 12 * factor), new(250.5, 300 * factor), new(12_000, 4000 * factor)],
        [new(0.05, -500 * factor), new(0.25, -20), new(0.5, 3), new(0.75, 60), new(0.95, 2000)],
        PerfectGain: [new(0, 0), new(0.1, 0.7), new(1, 1)]);
}
