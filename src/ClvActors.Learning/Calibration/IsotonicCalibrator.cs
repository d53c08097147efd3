namespace ClvActors.Learning.Calibration;

/// <summary>Isotonic regression: the non-decreasing step function nearest to the outcomes, made continuous between its steps.</summary>
/// <remarks>
/// <para>Fitted by pooling adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman 1955; for probabilities Zadrozny and Elkan 2002, "Transforming Classifier Scores into
/// Accurate Multiclass Probability Estimates"). Scores that are equal are one point. A pooled block is kept as its first and last score; between points the probability is
/// linear, below the first and above the last it stays, as in scikit-learn's <c>IsotonicRegression(out_of_bounds='clip')</c>.</para>
/// <para>It needs many rows (a thousand and more), or its ends say 0 and 1 after a handful of equal outcomes; with fewer use <see cref="PlattCalibrator"/>.</para>
/// <para>Immutable; any number of threads may apply it.</para>
/// </remarks>
public sealed class IsotonicCalibrator : ICalibrator
{
    private readonly double[] _scores;
    private readonly double[] _probabilities;

    /// <summary>Takes the points of a fitted calibrator, as stored in a bundle.</summary>
    /// <param name="scores">Finite and strictly ascending, at least one.</param>
    /// <param name="probabilities">From 0 to 1 and never falling, as many.</param>
    /// <exception cref="ArgumentException">The points are not as described.</exception>
    public IsotonicCalibrator(ReadOnlySpan<double> scores, ReadOnlySpan<double> probabilities)
    {
        if (scores.IsEmpty || scores.Length != probabilities.Length)
        {
            throw new ArgumentException($"{scores.Length} scores and {probabilities.Length} probabilities do not make points", nameof(scores));
        }

        for (int point = 0; point < scores.Length; point++)
        {
            bool ascends = double.IsFinite(scores[point]) && (point == 0 || scores[point] > scores[point - 1]);
            double least = point == 0 ? 0 : probabilities[point - 1];
            if (!ascends || !(probabilities[point] >= least && probabilities[point] <= 1))
            {
                throw new ArgumentException($"point {point} ({scores[point]}, {probabilities[point]}) does not go on from the one before it", nameof(scores));
            }
        }

        _scores = scores.ToArray();
        _probabilities = probabilities.ToArray();
    }

    /// <summary>Scores of the points, ascending.</summary>
    public ReadOnlySpan<double> Scores => _scores;

    /// <summary>Probabilities of the points, never falling.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>Fits a calibrator.</summary>
    /// <param name="scores">Finite scores of rows that the model was not trained on, at least one.</param>
    /// <param name="outcomes">0 or 1, as many.</param>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, a score is not finite, or an outcome is neither 0 nor 1.</exception>
    public static IsotonicCalibrator Fit(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes)
    {
        CalibrationInput.Check(scores, outcomes);
        double[] sorted = scores.ToArray();
        double[] sortedOutcomes = outcomes.ToArray();
        Array.Sort(sorted, sortedOutcomes);
        List<Block> blocks = [];
        for (int row = 0; row < sorted.Length;)
        {
            // Equal scores are one point whatever their outcomes.
            Block next = new(sorted[row], sorted[row], 0, 0);
            for (; row < sorted.Length && sorted[row] == next.First; row++)
            {
                next = next with { Rows = next.Rows + 1, Outcomes = next.Outcomes + sortedOutcomes[row] };
            }

            while (blocks.Count > 0 && blocks[^1].Share >= next.Share)
            {
                next = blocks[^1].Join(next);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(next);
        }

        List<double> points = [];
        List<double> shares = [];
        foreach (Block block in blocks)
        {
            points.Add(block.First);
            shares.Add(block.Share);
            if (block.Last > block.First)
            {
                points.Add(block.Last);
                shares.Add(block.Share);
            }
        }

        return new IsotonicCalibrator([.. points], [.. shares]);
    }

    /// <inheritdoc/>
    public double Apply(double score)
    {
        double[] scores = _scores;
        if (double.IsNaN(score))
        {
            return score;
        }

        if (score <= scores[0])
        {
            return _probabilities[0];
        }

        if (score >= scores[^1])
        {
            return _probabilities[^1];
        }

        int found = Array.BinarySearch(scores, score);
        if (found >= 0)
        {
            return _probabilities[found];
        }

        int above = ~found;
        double share = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
        return _probabilities[above - 1] + (share * (_probabilities[above] - _probabilities[above - 1]));
    }

    private readonly record struct Block(double First, double Last, double Rows, double Outcomes)
    {
        public double Share => Outcomes / Rows;

        public Block Join(Block next) => new(First, next.Last, Rows + next.Rows, Outcomes + next.Outcomes);
    }
}
