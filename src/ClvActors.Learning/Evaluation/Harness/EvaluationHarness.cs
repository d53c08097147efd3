using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>Fits every contender in every case and keeps what it predicted.</summary>
/// <remarks>
/// A contender is handed training rows, and its model features of test customers: their labels are read only when all predictions are made. Fits are independent of each other, so
/// threads change nothing but the time.
/// </remarks>
public static class EvaluationHarness
{
    /// <summary>Fits and predicts.</summary>
    /// <param name="cases">The cases, at least one.</param>
    /// <param name="contenders">The contenders.</param>
    /// <param name="seed">Seed of every fit.</param>
    /// <param name="threads">Fits at once, at least 1.</param>
    /// <param name="progress">Told the share that is done, from any of the threads; may be null.</param>
    /// <param name="cancellation">Stops between and within fits.</param>
    /// <returns>One result per case, in their order.</returns>
    /// <exception cref="InvalidDataException">A contender cannot be fitted or predicts no finite number; one line that names it and the case.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static IReadOnlyList<CaseResult> Run(
        IReadOnlyList<EvaluationCase> cases,
        IReadOnlyList<Contender> contenders,
        int seed,
        int threads,
        Action<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(contenders);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        double[][][] predictions = [.. cases.Select(_ => new double[contenders.Count][])];
        IRegressor?[] champions = new IRegressor?[cases.Count];
        IIntervalModel?[] intervals = new IIntervalModel?[cases.Count];
        int done = 0;
        int all = cases.Count * contenders.Count;
        Workers.Run(
            all,
            threads,
            piece =>
            {
                (int at, int contender) = Math.DivRem(piece, contenders.Count);
                IRegressor model = Fit(cases[at], contenders[contender], seed, cancellation);
                predictions[at][contender] = Predict(cases[at], contenders[contender], model);
                if (contenders[contender].Name == ContenderNames.Champion)
                {
                    champions[at] = model;
                    intervals[at] = FitIntervals(cases[at], contenders[contender], model, seed, cancellation);
                }

                progress?.Invoke((double)Interlocked.Increment(ref done) / all);
            },
            cancellation);
        return [.. cases.Select((one, at) => new CaseResult(one, predictions[at], champions[at], intervals[at]))];
    }

    private static IRegressor Fit(EvaluationCase one, Contender contender, int seed, CancellationToken cancellation)
    {
        try
        {
            return contender.Trainer is IRepeatedCustomersTrainer trainer && !one.Train.Customers.IsEmpty
                ? trainer.Fit(one.Train.Features, one.Train.Labels, one.Train.Customers, seed, cancellation)
                : contender.Trainer.Fit(one.Train.Features, one.Train.Labels, seed, cancellation);
        }
        catch (InvalidDataException undetermined)
        {
            throw new InvalidDataException($"{one.Name}: {contender.Name} cannot be fitted: {undetermined.Message}", undetermined);
        }
    }

    private static IIntervalModel? FitIntervals(EvaluationCase one, Contender contender, IRegressor model, int seed, CancellationToken cancellation) =>
        one.Series.IsOfOneDate && contender.Trainer is IIntervalTrainer trainer
            ? trainer.FitIntervals(one.Train.Features, one.Train.Labels, model, seed, cancellation)
            : null;

    private static double[] Predict(EvaluationCase one, Contender contender, IRegressor model)
    {
        double[] predicted = one.TestFeatures.Predict(model);
        int wrong = Array.FindIndex(predicted, value => !double.IsFinite(value));
        return wrong < 0
            ? predicted
            : throw new InvalidDataException($"{one.Name}: {contender.Name} predicts {predicted[wrong]} for customer {one.TestCustomers[wrong]}");
    }
}
