namespace ClvActors.Learning.Evaluation;

/// <summary>Percentile intervals of a metric, or of the difference of two models' metrics on the same rows, from seeded resamples of the rows.</summary>
/// <remarks>
/// <para>A resample draws as many rows as there are, with replacement; both models are judged on the same draws, so what they share cancels out. The interval is that of
/// the resampled figures' percentiles, linear between order statistics. Source: Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13.</para>
/// <para>Rows that belong together, such as one customer's at several dates, are drawn together when their groups are given (a cluster bootstrap: Davison and Hinkley 1997,
/// "Bootstrap Methods and their Application", section 3.8); drawn apart they would pass for more evidence than they are.</para>
/// <para>It says how the figure would vary with other customers of the same kind, not with another training run or another year. Resamples on which the metric is NaN
/// are left out and not counted. Same input and seed give the same interval, and the same seed draws the same rows for every metric. Stateless; safe on any thread.</para>
/// </remarks>
public static class Bootstrap
{
    /// <summary>Resamples when none are given: percentiles of 2.5 and 97.5 then rest on 50 values each.</summary>
    public const int DefaultResamples = 2000;

    /// <summary>The interval of a model's metric.</summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="predicted">Predictions, finite, as many.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="seed">Seed of the draws; a negative one stands for its 32 bits.</param>
    /// <param name="resamples">Resamples, at least 1.</param>
    /// <param name="confidence">Confidence level, above 0 and below 1.</param>
    /// <param name="cancellation">Stops between resamples.</param>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of resamples or the confidence is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static BootstrapInterval Interval(
        ReadOnlySpan<double> actual,
        ReadOnlySpan<double> predicted,
        Metric metric,
        int seed,
        int resamples = DefaultResamples,
        double confidence = 0.95,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(metric);
        EvaluationInput.Check(actual, predicted);
        return Resample(actual, predicted, [], metric, seed, resamples, confidence, [], cancellation);
    }

    /// <summary>The interval of a model's metric, rows of one group drawn together.</summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="predicted">Predictions, finite, as many.</param>
    /// <param name="groups">The group of each row, such as the customer's number; as many.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="seed">Seed of the draws; a negative one stands for its 32 bits.</param>
    /// <param name="resamples">Resamples, at least 1.</param>
    /// <param name="confidence">Confidence level, above 0 and below 1.</param>
    /// <param name="cancellation">Stops between resamples.</param>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of resamples or the confidence is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static BootstrapInterval Interval(
        ReadOnlySpan<double> actual,
        ReadOnlySpan<double> predicted,
        ReadOnlySpan<int> groups,
        Metric metric,
        int seed,
        int resamples = DefaultResamples,
        double confidence = 0.95,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(metric);
        CheckGroups(groups, actual.Length);
        EvaluationInput.Check(actual, predicted);
        return Resample(actual, predicted, [], metric, seed, resamples, confidence, groups, cancellation);
    }

    /// <summary>The interval of the first model's metric minus the second's.</summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="first">The first model's predictions, finite, as many.</param>
    /// <param name="second">The second model's predictions, finite, as many.</param>
    /// <param name="metric">The metric. Below 0 the first model is better where less is better.</param>
    /// <param name="seed">Seed of the draws; a negative one stands for its 32 bits.</param>
    /// <param name="resamples">Resamples, at least 1.</param>
    /// <param name="confidence">Confidence level, above 0 and below 1.</param>
    /// <param name="cancellation">Stops between resamples.</param>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of resamples or the confidence is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static BootstrapInterval Difference(
        ReadOnlySpan<double> actual,
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        Metric metric,
        int seed,
        int resamples = DefaultResamples,
        double confidence = 0.95,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(metric);
        EvaluationInput.Check(actual, first);
        EvaluationInput.Check(actual, second);
        return Resample(actual, first, second, metric, seed, resamples, confidence, [], cancellation);
    }

    /// <summary>The interval of the first model's metric minus the second's, rows of one group drawn together.</summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="first">The first model's predictions, finite, as many.</param>
    /// <param name="second">The second model's predictions, finite, as many.</param>
    /// <param name="groups">The group of each row, such as the customer's number; as many.</param>
    /// <param name="metric">The metric. Below 0 the first model is better where less is better.</param>
    /// <param name="seed">Seed of the draws; a negative one stands for its 32 bits.</param>
    /// <param name="resamples">Resamples, at least 1.</param>
    /// <param name="confidence">Confidence level, above 0 and below 1.</param>
    /// <param name="cancellation">Stops between resamples.</param>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of resamples or the confidence is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static BootstrapInterval Difference(
        ReadOnlySpan<double> actual,
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        ReadOnlySpan<int> groups,
        Metric metric,
        int seed,
        int resamples = DefaultResamples,
        double confidence = 0.95,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(metric);
        CheckGroups(groups, actual.Length);
        EvaluationInput.Check(actual, first);
        EvaluationInput.Check(actual, second);
        return Resample(actual, first, second, metric, seed, resamples, confidence, groups, cancellation);
    }

    private static void CheckGroups(ReadOnlySpan<int> groups, int rows)
    {
        if (groups.Length != rows)
        {
            throw new ArgumentException($"{groups.Length} groups for {rows} actual values", nameof(groups));
        }
    }

    private static BootstrapInterval Resample(
        ReadOnlySpan<double> actual,
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        Metric metric,
        int seed,
        int resamples,
        double confidence,
        ReadOnlySpan<int> groups,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        EvaluationInput.CheckShare(confidence, nameof(confidence));
        MersenneTwister random = new(unchecked((uint)seed));
        int[][]? members = groups.IsEmpty ? null : Members(groups);
        Resampled rows = new(actual.Length);
        double[] figures = new double[resamples];
        int defined = 0;
        for (int resample = 0; resample < resamples; resample++)
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Clear();
            int units = members?.Length ?? actual.Length;
            for (int draw = 0; draw < units; draw++)
            {
                int unit = (int)random.UpTo((uint)(units - 1));
                if (members is null)
                {
                    rows.Add(actual, first, second, unit);
                    continue;
                }

                foreach (int row in members[unit])
                {
                    rows.Add(actual, first, second, row);
                }
            }

            double figure = Figure(rows.Actual, rows.First, second.IsEmpty ? [] : rows.Second, metric);
            if (!double.IsNaN(figure))
            {
                figures[defined++] = figure;
            }
        }

        double estimate = Figure(actual, first, second, metric);
        Span<double> sorted = figures.AsSpan(0, defined);
        sorted.Sort();
        double tail = (1 - confidence) / 2;
        return new BootstrapInterval(
            estimate, Percentile(sorted, tail), Percentile(sorted, 1 - tail), confidence, ShareBelowZero(sorted), defined);
    }

    /// <summary>The rows of each group, groups in the order in which they first stand.</summary>
    private static int[][] Members(ReadOnlySpan<int> groups)
    {
        OrderedDictionary<int, List<int>> members = [];
        for (int row = 0; row < groups.Length; row++)
        {
            if (!members.TryGetValue(groups[row], out List<int>? rows))
            {
                rows = [];
                members.Add(groups[row], rows);
            }

            rows.Add(row);
        }

        return [.. members.Values.Select(rows => rows.ToArray())];
    }

    private static double Figure(ReadOnlySpan<double> actual, ReadOnlySpan<double> first, ReadOnlySpan<double> second, Metric metric) =>
        second.IsEmpty ? metric(actual, first) : metric(actual, first) - metric(actual, second);

    internal static double Percentile(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    private static double ShareBelowZero(ReadOnlySpan<double> figures)
    {
        double below = 0;
        foreach (double figure in figures)
        {
            below += figure < 0 ? 1 : figure == 0 ? 0.5 : 0;
        }

        return below / figures.Length;
    }

    /// <summary>The rows of one resample; groups of different sizes make resamples of different lengths.</summary>
    private sealed class Resampled(int capacity)
    {
        private double[] _actual = new double[capacity];
        private double[] _first = new double[capacity];
        private double[] _second = new double[capacity];
        private int _count;

        public ReadOnlySpan<double> Actual => _actual.AsSpan(0, _count);

        public ReadOnlySpan<double> First => _first.AsSpan(0, _count);

        public ReadOnlySpan<double> Second => _second.AsSpan(0, _count);

        public void Clear() => _count = 0;

        public void Add(ReadOnlySpan<double> actual, ReadOnlySpan<double> first, ReadOnlySpan<double> second, int row)
        {
            if (_count == _actual.Length)
            {
                Array.Resize(ref _actual, 2 * _count);
                Array.Resize(ref _first, 2 * _count);
                Array.Resize(ref _second, 2 * _count);
            }

            _actual[_count] = actual[row];
            _first[_count] = first[row];
            if (!second.IsEmpty)
            {
                _second[_count] = second[row];
            }

            _count++;
        }
    }
}
