using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Tuning;

/// <summary>Searches the parameters of a contender at random, each set judged by cross-validation on training rows alone.</summary>
/// <remarks>
/// <para>Source: Bergstra and Bengio 2012, "Random Search for Hyper-Parameter Optimization". Folds are stratified by label quintile (<see cref="StratifiedFolds"/>) and the same for all
/// trials and contenders of a seed.</para>
/// <para>A trial depends on the rows, the seed and its number alone: neither threads nor interruptions change it, and a search that goes on after an interruption ends like
/// one that was never stopped.</para>
/// </remarks>
public sealed class RandomSearch
{
    /// <summary>Folds of the inner cross-validation.</summary>
    public const int Folds = 5;

    private readonly ContenderFamily _family;
    private readonly int _seed;
    private readonly (TrainingRows Train, FeatureMatrix Test, double[] Actual)[] _folds;
    private readonly TimeProvider _time;

    /// <summary>Prepares a search.</summary>
    /// <param name="family">What to search.</param>
    /// <param name="rows">Training rows, enough for five folds that the contender can be fitted on.</param>
    /// <param name="seed">Seed of draws, folds and fits.</param>
    /// <param name="time">Clock of the trials' durations.</param>
    /// <exception cref="ArgumentException">There are fewer rows than folds.</exception>
    public RandomSearch(ContenderFamily family, TrainingRows rows, int seed, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(rows);
        _family = family;
        _seed = seed;
        _time = time;
        _folds =
        [
            .. StratifiedFolds.ByQuintile(rows.Labels, Folds, seed).Select(fold =>
                (rows.Take(fold.Train), rows.Features.Take(fold.Test), fold.Test.Select(row => rows.Labels[row]).ToArray())),
        ];
    }

    /// <summary>The best of some trials: the least loss, of equal ones the first.</summary>
    /// <exception cref="InvalidDataException">Every trial failed.</exception>
    public static Trial Best(IEnumerable<Trial> trials)
    {
        Trial best = trials.OrderBy(trial => trial.Loss).ThenBy(trial => trial.Number).First();
        return double.IsFinite(best.Loss) ? best : throw new InvalidDataException("no trial could be fitted and judged");
    }

    /// <summary>Whether a trial is one that this search makes: its parameters are those of its number.</summary>
    public bool Makes(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        IReadOnlyDictionary<string, double> expected = _family.Parameters(trial.Number, _seed);
        return expected.Count == trial.Parameters.Count
            && expected.All(pair => trial.Parameters.TryGetValue(pair.Key, out double value) && value == pair.Value);
    }

    /// <summary>Makes trials until there are enough or the time is up.</summary>
    /// <param name="trials">Number of trials in all, at least 1.</param>
    /// <param name="done">Trials of an earlier, interrupted search.</param>
    /// <param name="timeBox">After it no trial is begun any more; the first is always made.</param>
    /// <param name="threads">Trials that are made at once, at least 1.</param>
    /// <param name="report">Told of all trials so far, ascending by number, after each few.</param>
    /// <param name="cancellation">Stops the search between and within fits; what was reported stands.</param>
    /// <returns>All trials, ascending by number.</returns>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public IReadOnlyList<Trial> Run(
        int trials, IEnumerable<Trial> done, TimeSpan timeBox, int threads, Action<IReadOnlyList<Trial>> report, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentNullException.ThrowIfNull(report);
        SortedDictionary<int, Trial> all = new(done.ToDictionary(trial => trial.Number));
        int[] missing = [.. Enumerable.Range(0, trials).Where(number => !all.ContainsKey(number))];
        long started = _time.GetTimestamp();
        foreach (int[] batch in missing.Chunk(threads))
        {
            if (all.Count > 0 && _time.GetElapsedTime(started) >= timeBox)
            {
                break;
            }

            Trial[] made = new Trial[batch.Length];
            ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
            Parallel.For(0, batch.Length, options, at => made[at] = Make(batch[at], cancellation));
            foreach (Trial trial in made)
            {
                all.Add(trial.Number, trial);
            }

            report([.. all.Values]);
        }

        return [.. all.Values];
    }

    private Trial Make(int number, CancellationToken cancellation)
    {
        long started = _time.GetTimestamp();
        IReadOnlyDictionary<string, double> parameters = _family.Parameters(number, _seed);
        IContender contender = _family.Make(parameters);
        double loss = 0;
        double error = 0;
        double spearman = 0;
        foreach ((TrainingRows train, FeatureMatrix test, double[] actual) in _folds)
        {
            double[] predicted = Predict(contender, train, test, cancellation);
            loss += TuningLoss.Of(actual, predicted) / Folds;
            if (double.IsFinite(loss))
            {
                RegressionMetrics metrics = RegressionMetrics.Of(actual, predicted);
                error += metrics.MeanAbsoluteError / Folds;
                spearman += metrics.Spearman / Folds;
            }
        }

        double seconds = Math.Round(_time.GetElapsedTime(started).TotalSeconds, 3);
        return double.IsFinite(loss)
            ? new Trial(number, parameters, loss, error, spearman, seconds)
            : new Trial(number, parameters, double.PositiveInfinity, double.NaN, double.NaN, seconds);
    }

    // Parameters that a fit refuses, such as leaves that need more rows than a fold has, make a failed trial and no failed search.
    private double[] Predict(IContender contender, TrainingRows train, FeatureMatrix test, CancellationToken cancellation)
    {
        try
        {
            return test.Predict(contender.Fit(train, _seed, cancellation));
        }
        catch (InvalidDataException)
        {
            return [double.NaN];
        }
    }
}
