using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>What moves a model's raw scores: mean absolute SHAP values, gains, and a sample for a SHAP summary plot.</summary>
/// <param name="Importance">All inputs, largest mean absolute contribution first.</param>
/// <param name="Samples">The inputs that matter most, in that order.</param>
internal sealed record ContributionSummary(IReadOnlyList<FeatureImportance> Importance, IReadOnlyList<ContributionSample> Samples)
{
    private const int SampledFeatures = 15;
    private const int SampledRows = 300;

    /// <summary>Explains rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">The rows, those of test customers.</param>
    /// <param name="seed">Seed of the sample.</param>
    public static ContributionSummary Of(IExplainedModel model, FeatureMatrix rows, int seed)
    {
        int inputs = model.InputNames.Count;
        double[][] seen = [.. Enumerable.Range(0, rows.Rows).Select(_ => new double[inputs])];
        double[][] contributions = [.. Enumerable.Range(0, rows.Rows).Select(_ => new double[inputs + 1])];
        for (int row = 0; row < rows.Rows; row++)
        {
            model.Explain(rows[row], seen[row], contributions[row]);
        }

        double[] gains = GainShares(model.Trees, model.InputNames);
        double[] means = [.. Enumerable.Range(0, inputs).Select(input => contributions.Average(row => Math.Abs(row[input])))];
        int[] order = [.. Enumerable.Range(0, inputs).OrderByDescending(input => means[input]).ThenBy(input => input)];
        int[] sample = [.. new MersenneTwister(unchecked((uint)seed)).Permutation(rows.Rows).Take(SampledRows).Order()];
        return new ContributionSummary(
            [.. order.Select(input => new FeatureImportance(model.InputNames[input], gains[input], means[input]))],
            [.. order.Take(SampledFeatures).Select(input => Sample(model.InputNames[input], [.. sample.Select(row => seen[row][input])], [.. sample.Select(row => contributions[row][input])]))]);
    }

    private static ContributionSample Sample(string feature, double[] values, double[] contributions)
    {
        double[] ranks = Ranks.Average(values);
        double last = Math.Max(1, values.Length - 1);
        return new ContributionSample(feature, [.. ranks.Select((rank, at) => new ContributionPoint(Math.Round((rank - 1) / last, 4), Math.Round(contributions[at], 6)))]);
    }

    private static double[] GainShares(TreeEnsemble trees, IReadOnlyList<string> names)
    {
        Dictionary<string, int> positions = Enumerable.Range(0, names.Count).ToDictionary(at => names[at], StringComparer.Ordinal);
        double[] gains = new double[names.Count];
        foreach (DecisionTree tree in trees.Trees)
        {
            for (int node = 0; node < tree.SplitFeature.Length; node++)
            {
                gains[positions[trees.FeatureNames[tree.SplitFeature[node]]]] += tree.SplitGain[node];
            }
        }

        double total = gains.Sum();
        return total == 0 ? gains : [.. gains.Select(gain => gain / total)];
    }
}
