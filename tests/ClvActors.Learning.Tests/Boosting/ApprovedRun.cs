using System.Runtime.CompilerServices;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;

namespace ClvActors.Learning.Tests.Boosting;

/// <summary>A training that LightGBM 4.6 did too: its input as <c>Approved/README.md</c> describes it, and LightGBM's answers.</summary>
internal sealed class ApprovedRun
{
    private const int TrainingRows = 300;

    private static readonly string[] Features = ["f0", "f1", "f2", "f3"];

    private static readonly Dictionary<string, (IObjective Objective, string Label)> Objectives = new()
    {
        ["regression"] = (SquaredErrorObjective.Instance, "level"),
        ["regression_l1"] = (AbsoluteErrorObjective.Instance, "level"),
        ["huber"] = (new HuberObjective(0.6), "level"),
        ["quantile"] = (new QuantileObjective(0.8), "level"),
        ["poisson"] = (new PoissonObjective(), "count"),
        ["tweedie"] = (new TweedieObjective(1.4), "amount"),
        ["binary"] = (new BinaryObjective(), "bought"),
    };

    private static readonly BoostingParameters Common = new()
    {
        Iterations = 5,
        Leaves = 6,
        MinimumRowsInLeaf = 8,
        MinimumRowsInBin = 2,
        LearningRate = 0.2,
        Seed = 11,
    };

    private ApprovedRun(string objective, string setting)
    {
        (Objective, string label) = Objectives[objective];
        bool weights = setting != "plain";
        bool initialScores = setting == "sampled";
        Training = Rows(..TrainingRows, label, weights, initialScores);
        Validation = Rows(TrainingRows.., label, weights, initialScores);
        Parameters = setting switch
        {
            "plain" => Common,
            "sampled" => Common with { BaggingFraction = 0.6, BaggingFrequency = 2, FeatureFraction = 0.7, LambdaL2 = 0.5 },
            _ => Common with
            {
                Iterations = 100,
                EarlyStoppingRounds = 4,
                EarlyStoppingMinimumDelta = 0.001,
                LearningRate = objective is "huber" or "poisson" ? 0.4 : 0.2,
            },
        };
        Expected = LightGbmTextReader.ReadFile(PathOf($"{objective}-{setting}.txt"));
    }

    public static IEnumerable<string> Names => Objectives.Keys;

    public IObjective Objective { get; }

    public TrainingData Training { get; }

    public TrainingData Validation { get; }

    public BoostingParameters Parameters { get; }

    public TreeEnsemble Expected { get; }

    public static ApprovedRun Of(string objective, string setting) => new(objective, setting);

    /// <summary>What the plain model predicts for the first rows of the validation set.</summary>
    public static double[] Predictions(string objective) => ReferenceTable.Read(PathOf("predictions.csv")).Numbers(objective);

    /// <summary>The fields of the objective's line of <c>metrics.csv</c>.</summary>
    public static (string Metric, int BestIteration, double[] Values) Metric(string objective)
    {
        string[] fields = File.ReadLines(PathOf("metrics.csv")).Select(line => line.Split(',')).First(line => line[0] == objective);
        return (fields[1], int.Parse(fields[2]), [.. fields[3..].Select(double.Parse)]);
    }

    private static TrainingData Rows(Range rows, string label, bool weights, bool initialScores)
    {
        ReferenceTable table = ReferenceTable.Read(PathOf("data.csv"));
        double[] Column(string name) => table.Numbers(name)[rows];
        return new TrainingData(
            Features,
            [.. Features.Select(Column)],
            Column(label),
            weights ? Column("weight") : null,
            initialScores ? Column("initial") : null);
    }

    private static string PathOf(string file, [CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, "Approved", file);
}
