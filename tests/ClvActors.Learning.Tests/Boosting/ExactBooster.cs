using ClvActors.Learning.Boosting;

namespace ClvActors.Learning.Tests.Boosting;

/// <summary>The plain reference: leaf-wise boosting of squared error in double precision that tries every value of every feature on every row.</summary>
/// <remarks>Like LightGBM it does not look again, below a node, at a feature that had no gainful split there.</remarks>
internal static class ExactBooster
{
    /// <summary>Scores of the training rows.</summary>
    public static double[] Scores(TrainingData data, BoostingParameters parameters)
    {
        double[] scores = new double[data.Rows];
        Array.Fill(scores, data.Labels.Average());
        for (int iteration = 0; iteration < parameters.Iterations; iteration++)
        {
            double[] gradients = [.. Enumerable.Range(0, data.Rows).Select(row => scores[row] - data.Labels[row])];
            foreach (Node leaf in Grow(data, parameters, gradients))
            {
                foreach (int row in leaf.Rows)
                {
                    scores[row] += parameters.LearningRate * Value(leaf.Rows, gradients, parameters);
                }
            }
        }

        return scores;
    }

    /// <summary>The best split of some rows, or null.</summary>
    public static Choice? BestSplit(TrainingData data, BoostingParameters parameters, double[] gradients, int[] rows, bool[] features)
    {
        Choice? best = null;
        double parentGain = Gain(rows, gradients, parameters);
        for (int feature = 0; feature < data.Features; feature++)
        {
            if (!features[feature])
            {
                continue;
            }

            features[feature] = false;
            double[] column = data.Column(feature).ToArray();
            bool hasMissing = column.Any(double.IsNaN);
            double[] values = [.. column.Where(value => !double.IsNaN(value)).Distinct().Order()];
            foreach (double threshold in values.SkipLast(hasMissing ? 0 : 1))
            {
                foreach (bool missingLeft in hasMissing ? [true, false] : (bool[])[true])
                {
                    ILookup<bool, int> sides = rows.ToLookup(row => double.IsNaN(column[row]) ? missingLeft : column[row] <= threshold);
                    int[] left = [.. sides[true]];
                    int[] right = [.. sides[false]];
                    int least = Math.Max(1, parameters.MinimumRowsInLeaf);
                    if (left.Length < least || right.Length < least)
                    {
                        continue;
                    }

                    double gain = Gain(left, gradients, parameters) + Gain(right, gradients, parameters) - parentGain - parameters.MinimumGainToSplit;
                    if (gain > 0)
                    {
                        features[feature] = true;
                        if (best is null || gain > best.Gain + 1e-9)
                        {
                            best = new Choice(feature, gain, left, right);
                        }
                    }
                }
            }
        }

        return best;
    }

    public static double Value(int[] rows, double[] gradients, BoostingParameters parameters)
    {
        double sum = rows.Sum(row => gradients[row]);
        double shrunk = Math.Sign(sum) * Math.Max(0, Math.Abs(sum) - parameters.LambdaL1);
        return -shrunk / (rows.Length + parameters.LambdaL2);
    }

    private static double Gain(int[] rows, double[] gradients, BoostingParameters parameters) =>
        Math.Pow(Value(rows, gradients, parameters), 2) * (rows.Length + parameters.LambdaL2);

    private static List<Node> Grow(TrainingData data, BoostingParameters parameters, double[] gradients)
    {
        List<Node> leaves = [Look([.. Enumerable.Range(0, data.Rows)], [.. Enumerable.Repeat(true, data.Features)], 0)];
        while (leaves.Count < parameters.Leaves && leaves.MaxBy(leaf => leaf.Split?.Gain ?? 0) is { Split: Choice split } node)
        {
            leaves.Remove(node);
            leaves.Add(Look(split.Left, node.Features, node.Depth + 1));
            leaves.Add(Look(split.Right, node.Features, node.Depth + 1));
        }

        return leaves;

        Node Look(int[] rows, bool[] features, int depth)
        {
            bool[] own = [.. features];
            bool deep = parameters.MaximumDepth > 0 && depth >= parameters.MaximumDepth;
            return new Node(rows, own, depth, deep ? null : BestSplit(data, parameters, gradients, rows, own));
        }
    }

    internal sealed record Choice(int Feature, double Gain, int[] Left, int[] Right);

    private sealed record Node(int[] Rows, bool[] Features, int Depth, Choice? Split);
}
