namespace ClvActors.Learning.Boosting.Objectives;

/// <summary>What the objectives share whose prediction is the exponential of the score.</summary>
internal static class LogLink
{
    /// <summary>Refuses negative labels and labels that are all zero.</summary>
    /// <exception cref="ArgumentException">The labels are not as described.</exception>
    public static void CheckLabels(string objective, ReadOnlySpan<float> labels)
    {
        bool anyPositive = false;
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] < 0)
            {
                throw new ArgumentException($"label of row {row} is {labels[row]}, but {objective} needs labels of 0 or more", nameof(labels));
            }

            anyPositive |= labels[row] > 0;
        }

        if (!anyPositive)
        {
            throw new ArgumentException($"all labels are 0, but {objective} needs one above 0", nameof(labels));
        }
    }

    /// <summary>The logarithm of the labels' weighted mean.</summary>
    /// <exception cref="ArgumentException">Every row with a label above 0 has weight 0.</exception>
    public static double InitialScore(string objective, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double mean = SquaredErrorObjective.Instance.InitialScore(labels, weights);
        return mean > 0
            ? Math.Log(mean)
            : throw new ArgumentException($"all labels above 0 have weight 0, but {objective} needs one with a weight", nameof(weights));
    }
}
