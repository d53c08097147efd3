namespace ClvActors.Learning.Tests.Rivals.Forests;

/// <summary>The plain regression tree: tries every value of every feature on every row, again in every node.</summary>
internal static class ExactTree
{
    /// <summary>The mean label of each row's leaf.</summary>
    public static double[] Predictions(double[][] rows, double[] labels, int leafRows, int depth)
    {
        double[] predictions = new double[rows.Length];
        Grow(rows, labels, [.. Enumerable.Range(0, rows.Length)], leafRows, depth, predictions);
        return predictions;
    }

    private static void Grow(double[][] rows, double[] labels, int[] node, int leafRows, int depth, double[] predictions)
    {
        (int[] Left, int[] Right)? best = null;
        double least = double.PositiveInfinity;
        bool pure = node.All(row => labels[row] == labels[node[0]]);
        for (int feature = 0; feature < rows[0].Length && depth > 0 && !pure; feature++)
        {
            foreach (double threshold in node.Select(row => rows[row][feature]).Distinct())
            {
                int[] left = [.. node.Where(row => rows[row][feature] <= threshold)];
                int[] right = [.. node.Where(row => rows[row][feature] > threshold)];
                if (left.Length >= leafRows && right.Length >= leafRows && Errors(left) + Errors(right) < least - 1e-9)
                {
                    least = Errors(left) + Errors(right);
                    best = (left, right);
                }
            }
        }

        if (best is { } split)
        {
            Grow(rows, labels, split.Left, leafRows, depth - 1, predictions);
            Grow(rows, labels, split.Right, leafRows, depth - 1, predictions);
            return;
        }

        foreach (int row in node)
        {
            predictions[row] = node.Average(at => labels[at]);
        }

        double Errors(int[] part) => part.Sum(row => Math.Pow(labels[row] - part.Average(at => labels[at]), 2));
    }
}
