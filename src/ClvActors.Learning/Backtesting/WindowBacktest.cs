using System.Collections.Concurrent;
using ClvActors.Domain.Features;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation.Harness;

namespace ClvActors.Learning.Backtesting;

/// <summary>Chooses how much history to learn from and how far ahead to predict: tries every pair of windows that the data supports and ranks them.</summary>
/// <remarks>
/// D is the end of the data less the horizon. Features see the lines of the history window alone (<see cref="HistoryLines.Within"/>), labels those of the horizon alone. Every pair is judged
/// on its own customers, those with at least two purchases in its history: scores say how well a pair can be predicted, not which of two predicts the same customers better.
/// Stateless; safe on any thread.
/// </remarks>
public static class WindowBacktest
{
    /// <summary>Tries the pairs.</summary>
    /// <param name="lines">All lines of the shop.</param>
    /// <param name="data">What they are; dates and number of customers decide what is skipped.</param>
    /// <param name="options">How to try.</param>
    /// <param name="progress">Told the share that is done, 0 to 1, from any thread.</param>
    /// <param name="cancellation">Stops between fits.</param>
    /// <returns>A row per pair: ranked ones best first, then skipped ones in the order of trying. Of equal scores the shorter history stands first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The folds, threads or fewest customers are out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static IReadOnlyList<BacktestRow> Run(
        BatchFeatures lines, DataFingerprint data, BacktestOptions options, Action<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Folds, BacktestOptions.FewestFolds, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Folds, BacktestOptions.MostFolds, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FewestCustomers, BacktestOptions.LeastFewestCustomers, nameof(options));
        WindowTable[] tables = new WindowTable[options.Pairs.Count];
        for (int pair = 0; pair < tables.Length; pair++)
        {
            cancellation.ThrowIfCancellationRequested();
            tables[pair] = WindowTable.Of(lines, data, options.Pairs[pair], options);
        }

        return Rank([.. Judge(tables, data.LastDate, options, progress, cancellation)]);
    }

    /// <summary>Puts the best first and numbers the places.</summary>
    /// <param name="rows">Rows without rank.</param>
    internal static IReadOnlyList<BacktestRow> Rank(IReadOnlyList<BacktestRow> rows)
    {
        IEnumerable<BacktestRow> ranked = rows.Where(row => row.Figures is not null)
            .OrderByDescending(row => row.Figures!.Score).ThenBy(row => row.HistoryMonths).ThenBy(row => row.HorizonMonths)
            .Select((row, place) => row with { Rank = place + 1 });
        return [.. ranked, .. rows.Where(row => row.Figures is null)];
    }

    private static IEnumerable<BacktestRow> Judge(
        WindowTable[] tables, DateOnly lastDate, BacktestOptions options, Action<double>? progress, CancellationToken cancellation)
    {
        ConcurrentDictionary<int, string> failures = [];
        CrossValidation?[] validations = [.. tables.Select(Divide)];
        (int Pair, int Fold)[] fits =
        [
            .. Enumerable.Range(0, tables.Length).Where(pair => validations[pair] is not null)
                .SelectMany(pair => Enumerable.Range(0, options.Folds).Select(fold => (pair, fold))),
        ];
        int done = 0;
        Workers.Run(fits.Length, options.Threads, Fit, cancellation);
        return tables.Select((table, pair) => Row(
            table, lastDate, table.SkipReason ?? failures.GetValueOrDefault(pair), failures.ContainsKey(pair) ? null : validations[pair]?.Figures()));

        CrossValidation? Divide(WindowTable table, int pair)
        {
            try
            {
                return table.SkipReason is null ? new CrossValidation(table.Table!, options) : null;
            }
            catch (InvalidDataException undivided)
            {
                failures[pair] = undivided.Message;
                return null;
            }
        }

        void Fit(int at)
        {
            try
            {
                validations[fits[at].Pair]!.Judge(fits[at].Fold, cancellation);
            }
            catch (InvalidDataException undetermined)
            {
                // Of several folds that fail the least message is told, so that the order of the threads shows nowhere.
                failures.AddOrUpdate(
                    fits[at].Pair, undetermined.Message, (_, other) => string.CompareOrdinal(other, undetermined.Message) < 0 ? other : undetermined.Message);
            }

            progress?.Invoke((double)Interlocked.Increment(ref done) / fits.Length);
        }
    }

    private static BacktestRow Row(WindowTable table, DateOnly lastDate, string? skipReason, BacktestFigures? figures)
    {
        WindowPair pair = table.Pair;
        return new BacktestRow(
            pair.HistoryMonths, pair.HorizonMonths, pair.AsOf(lastDate), pair.HistoryDays(lastDate), pair.HorizonDays(lastDate), table.Table?.Customers.Count, null, figures, skipReason);
    }
}
