using System.Diagnostics;
using System.Globalization;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Trees;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.Boosting;

/// <summary>Our trainer against real LightGBM 4.6 with the same data, parameters and seeds.</summary>
public sealed class ReferenceTrainingTests(ITestOutputHelper output)
{
    private static readonly BoostingParameters Reference = ReferenceParameters.Value;

    [Fact]
    public void Train_PublishedSplit_GivesLightGbmsModel()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        ReferenceTable train = ReferenceTable.Read(ReferenceData.Golden("train_matrix.csv"));
        ReferenceTable test = ReferenceTable.Read(ReferenceData.Golden("test_matrix.csv"));
        ReferenceTable expected = ReferenceTable.Read(ReferenceData.Golden("lightgbm_reference_predictions.csv"));
        string[] names = train.Header[1..];
        TrainingData data = new(names, [.. names.Select(train.Numbers)], train.Numbers("label"));

        TreeEnsemble model = BoostingTrainer.Train(data, Reference, cancellation: TestContext.Current.CancellationToken);
        long started = Stopwatch.GetTimestamp();
        BoostingTrainer.Train(data, Reference, cancellation: TestContext.Current.CancellationToken);
        output.WriteLine($"trained in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");

        double[] raw = [.. Enumerable.Range(0, test.Rows).Select(row => PlainScorer.Score(model, test.RowOf(row, names)))];
        double[] expectedRaw = expected.Numbers("raw_log");
        double largest = raw.Zip(expectedRaw, (a, b) => Math.Abs(a - b)).Max();
        output.WriteLine($"largest difference of a raw score: {largest:R}");
        RegressionMetrics metrics = RegressionMetrics.Of(expected.Numbers("clv_12m"), [.. raw.Select(ToMoney)]);
        output.WriteLine(metrics.ToString());
        string[] infos = File.ReadLines(ReferenceData.Golden("lightgbm_reference.txt")).First(l => l.StartsWith("feature_infos=", StringComparison.Ordinal))[14..].Split(' ');
        Assert.Equal(infos, model.FeatureInfos);
        Assert.Equal(300, model.Trees.Count);
        Assert.True(largest < 1e-9, $"largest difference of a raw score: {largest:R}");
        CompareTrees(File.ReadAllLines(ReferenceData.Golden("lightgbm_reference.txt")), model.Trees);
    }

    /// <summary>Shape, thresholds and leaf values as written with 17 digits; gains and inner values as written with 6.</summary>
    private static void CompareTrees(string[] lines, IReadOnlyList<DecisionTree> trees)
    {
        int[] starts = [.. Enumerable.Range(0, lines.Length).Where(line => lines[line].StartsWith("Tree=", StringComparison.Ordinal))];
        Assert.Equal(starts.Length, trees.Count);
        for (int i = 0; i < starts.Length; i++)
        {
            Dictionary<string, string> fields = lines.Skip(starts[i])
                .TakeWhile(line => line.Length > 0)
                .Select(line => line.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair[1]);
            DecisionTree tree = trees[i];
            Assert.Equal(Numbers("split_feature"), tree.SplitFeature.Select(value => (double)value));
            Assert.Equal(Numbers("decision_type"), tree.DecisionType.Select(value => (double)value));
            Assert.Equal(Numbers("left_child"), tree.LeftChild.Select(value => (double)value));
            Assert.Equal(Numbers("right_child"), tree.RightChild.Select(value => (double)value));
            Assert.Equal(Numbers("leaf_count"), tree.LeafRows.Select(value => (double)value));
            Assert.Equal(Numbers("internal_count"), tree.InternalRows.Select(value => (double)value));
            AssertClose(Numbers("threshold"), tree.Threshold, 1e-14);
            AssertClose(Numbers("leaf_value"), tree.LeafValue, 1e-9);
            AssertClose(Numbers("leaf_weight"), tree.LeafWeight, 1e-9);
            AssertClose(Numbers("split_gain"), tree.SplitGain, 1e-5);
            AssertClose(Numbers("internal_value"), tree.InternalValue, 1e-5);
            AssertClose(Numbers("internal_weight"), tree.InternalWeight, 1e-5);
            AssertClose(Numbers("shrinkage"), [tree.Shrinkage], 0);

            double[] Numbers(string field) => [.. fields[field].Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        }
    }

    private static void AssertClose(double[] expected, double[] actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(Math.Abs(expected[i] - actual[i]), 0, relative * (Math.Abs(expected[i]) + 1e-6));
        }
    }

    [Fact]
    public void Train_RepeatedSplitsAndSeeds_MatchLightGbmsMeans()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        ReferenceTable features = ReferenceTable.Read(ReferenceData.Golden("customer_features_2010-11-30.csv"));
        ReferenceTable labels = ReferenceTable.Read(ReferenceData.Golden("clv_labels.csv"));
        ReferenceTable members = ReferenceTable.Read(ReferenceData.Golden("repeated_splits_members.csv"));
        ReferenceTable expected = ReferenceTable.Read(ReferenceData.Golden("lightgbm_reference_seeds.csv"));
        string[] names = features.Header[1..];
        Dictionary<string, int> featureRow = Enumerable.Range(0, features.Rows).ToDictionary(row => features.Text(row, "customer_id"));
        double[] allValues = labels.Numbers("clv_12m");
        Dictionary<string, double> value = Enumerable.Range(0, labels.Rows).ToDictionary(row => labels.Text(row, "customer_id"), row => allValues[row]);
        double[][] rows = [.. Enumerable.Range(0, members.Rows).Select(row => features.RowOf(featureRow[members.Text(row, "customer_id")], names))];
        double[] money = [.. Enumerable.Range(0, members.Rows).Select(row => value[members.Text(row, "customer_id")])];

        List<RegressionMetrics> ours = [];
        double largestSplitDifference = 0;
        TimeSpan training = TimeSpan.Zero;
        for (int run = 0; run < expected.Rows; run++)
        {
            string split = "split_" + expected.Text(run, "split");
            int[] train = [.. Enumerable.Range(0, members.Rows).Where(row => members.Text(row, split) == "train")];
            int[] test = [.. Enumerable.Range(0, members.Rows).Where(row => members.Text(row, split) == "test")];
            TrainingData data = new(
                names,
                [.. Enumerable.Range(0, names.Length).Select(feature => train.Select(row => rows[row][feature]).ToArray())],
                [.. train.Select(row => Math.Log(1 + money[row]))]);
            BoostingParameters parameters = Reference with { Seed = (int)expected.Numbers("seed")[run] };
            long started = Stopwatch.GetTimestamp();
            TreeEnsemble model = BoostingTrainer.Train(data, parameters, cancellation: TestContext.Current.CancellationToken);
            training += Stopwatch.GetElapsedTime(started);
            RegressionMetrics metrics = RegressionMetrics.Of(
                [.. test.Select(row => money[row])],
                [.. test.Select(row => ToMoney(PlainScorer.Score(model, rows[row])))]);
            largestSplitDifference = Math.Max(largestSplitDifference, Math.Abs(metrics.MeanAbsoluteError - expected.Numbers("mae")[run]));
            ours.Add(metrics);
        }

        Compare("MAE", ours.Average(m => m.MeanAbsoluteError), expected.Numbers("mae").Average(), relative: 0.03);
        Compare("RMSE", ours.Average(m => m.RootMeanSquaredError), expected.Numbers("rmse").Average(), relative: 0.03);
        Compare("MAPE", ours.Average(m => m.MeanAbsolutePercentageError), expected.Numbers("mape").Average(), relative: 0.03);
        Compare("Spearman", ours.Average(m => m.Spearman), expected.Numbers("spearman").Average(), absolute: 0.01);
        Compare("lift", ours.Average(m => m.TopDecileLift), expected.Numbers("lift").Average(), absolute: 0.15);
        output.WriteLine($"largest difference of one run's MAE: {largestSplitDifference:R}");
        output.WriteLine($"mean training time: {training.TotalMilliseconds / expected.Rows:F0} ms");
    }

    private void Compare(string what, double ours, double theirs, double relative = 0, double absolute = 0)
    {
        output.WriteLine($"{what}: ours {ours:F4}, LightGBM {theirs:F4}");
        Assert.InRange(Math.Abs(ours - theirs), 0, absolute + (relative * theirs));
    }

    private static double ToMoney(double raw) => Math.Max(Math.Exp(raw) - 1, 0);
}
