using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>One model's predictions on one split, to be judged again and again with every row counted as often as a resample draws it.</summary>
/// <remarks>
/// Sorted once, so that a resample takes one pass over the rows: 2,000 resamples of eleven models on eleven splits take seconds instead of minutes. The figures are those of
/// <see cref="RegressionMetrics"/>, <see cref="GainCurve"/> and <see cref="ClassificationMetrics"/> on the rows written out, save that equal predictions at the edge of the top decile
/// stand in row order. Not thread-safe.
/// </remarks>
internal sealed class ResampledSplit
{
    private readonly bool _isProbability;
    private readonly double[] _actual;
    private readonly double[] _predicted;
    private readonly int[] _byActual;
    private readonly int[] _byPredicted;
    private readonly double[] _actualRanks;
    private readonly double[] _predictedRanks;

    public ResampledSplit(string kind, ReadOnlySpan<double> actual, double[] predicted)
    {
        _isProbability = kind == EvaluationKinds.Probability;
        _actual = actual.ToArray();
        _predicted = predicted;
        _byActual = Ranks.Order(actual);
        _byPredicted = Ranks.Order(predicted);
        _actualRanks = new double[predicted.Length];
        _predictedRanks = new double[predicted.Length];
    }

    /// <summary>Names of the figures of a kind.</summary>
    public static IReadOnlyList<string> FigureNames(string kind) => kind == EvaluationKinds.Probability
        ? [MetricNames.LogLoss, MetricNames.Brier, MetricNames.Auc]
        : [MetricNames.MeanAbsoluteError, MetricNames.RootMeanSquaredError, MetricNames.Spearman, MetricNames.Gini, MetricNames.TopDecileLift];

    /// <summary>Computes the figures.</summary>
    /// <param name="weights">How often each row counts, 0 or more.</param>
    /// <param name="figures">Receives one value per name; NaN where it is not defined.</param>
    public void Judge(ReadOnlySpan<int> weights, Span<double> figures)
    {
        long rows = 0;
        foreach (int weight in weights)
        {
            rows += weight;
        }

        Rank(_byPredicted, _predicted, weights, _predictedRanks);
        if (_isProbability)
        {
            JudgeProbabilities(weights, rows, figures);
        }
        else
        {
            JudgeValues(weights, rows, figures);
        }
    }

    private void JudgeValues(ReadOnlySpan<int> weights, long rows, Span<double> figures)
    {
        Rank(_byActual, _actual, weights, _actualRanks);
        double mean = (rows + 1) / 2.0;
        double absolute = 0;
        double squared = 0;
        double both = 0;
        double ofActual = 0;
        double ofPredicted = 0;
        double total = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            double error = _actual[row] - _predicted[row];
            absolute += weights[row] * Math.Abs(error);
            squared += weights[row] * error * error;
            double x = _actualRanks[row] - mean;
            double y = _predictedRanks[row] - mean;
            both += weights[row] * x * y;
            ofActual += weights[row] * x * x;
            ofPredicted += weights[row] * y * y;
            total += weights[row] * _actual[row];
        }

        figures[0] = absolute / rows;
        figures[1] = Math.Sqrt(squared / rows);
        figures[2] = ofActual == 0 || ofPredicted == 0 ? double.NaN : both / Math.Sqrt(ofActual * ofPredicted);
        bool hasOrder = _predicted[_byPredicted[0]] != _predicted[_byPredicted[^1]];
        figures[3] = hasOrder ? Gini(_byPredicted, _predicted, weights, rows, total) / Gini(_byActual, _actual, weights, rows, total) : double.NaN;
        figures[4] = hasOrder ? TopDecile(weights, rows) / total / 0.1 : double.NaN;
    }

    private void JudgeProbabilities(ReadOnlySpan<int> weights, long rows, Span<double> figures)
    {
        double logLoss = 0;
        double squared = 0;
        double positiveRanks = 0;
        double positives = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            double clipped = Math.Clamp(_predicted[row], ClassificationMetrics.LeastProbability, 1 - ClassificationMetrics.LeastProbability);
            double error = _predicted[row] - _actual[row];
            squared += weights[row] * error * error;
            if (_actual[row] == 1)
            {
                logLoss -= weights[row] * Math.Log(clipped);
                positiveRanks += weights[row] * _predictedRanks[row];
                positives += weights[row];
            }
            else
            {
                logLoss -= weights[row] * Math.Log(1 - clipped);
            }
        }

        figures[0] = logLoss / rows;
        figures[1] = squared / rows;
        figures[2] = (positiveRanks - (positives * (positives + 1) / 2)) / (positives * (rows - positives));
    }

    /// <summary>The mean rank, from 1, of each row's copies, equal values sharing theirs.</summary>
    private static void Rank(int[] ascending, double[] values, ReadOnlySpan<int> weights, double[] ranks)
    {
        long before = 0;
        for (int begin = 0; begin < ascending.Length;)
        {
            int end = begin;
            long block = 0;
            while (end < ascending.Length && values[ascending[end]] == values[ascending[begin]])
            {
                block += weights[ascending[end++]];
            }

            double rank = before + ((block + 1) / 2.0);
            for (; begin < end; begin++)
            {
                ranks[ascending[begin]] = rank;
            }

            before += block;
        }
    }

    /// <summary>The Gini coefficient of an order, highest first, equal scores sharing their mean.</summary>
    private double Gini(int[] ascending, double[] scores, ReadOnlySpan<int> weights, long rows, double total)
    {
        double captured = 0;
        double sum = 0;
        for (int end = ascending.Length; end > 0;)
        {
            double score = scores[ascending[end - 1]];
            double value = 0;
            double block = 0;
            while (end > 0 && scores[ascending[end - 1]] == score)
            {
                int row = ascending[--end];
                value += weights[row] * _actual[row];
                block += weights[row];
            }

            sum += (block * captured) + (value * (block + 1) / 2);
            captured += value;
        }

        return (2 * sum / total / rows) - 1;
    }

    /// <summary>What the tenth decile of <see cref="DecileTable"/> holds.</summary>
    private double TopDecile(ReadOnlySpan<int> weights, long rows)
    {
        // Ranks from 0 with 10 rank - 1 >= 9 (rows - 1); a single row is in the first decile.
        long left = rows < 2 ? 0 : rows - (((9 * (rows - 1)) + 10) / 10);
        double sum = 0;
        for (int at = _byPredicted.Length - 1; at >= 0 && left > 0; at--)
        {
            int row = _byPredicted[at];
            long taken = Math.Min(left, weights[row]);
            sum += taken * _actual[row];
            left -= taken;
        }

        return sum;
    }
}
