using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ClvActors.CommandLine.Output;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Tuning;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>Searches parameters on the training customers of one split, with the trials on disk.</summary>
/// <remarks>Any number of searches with different files may run at once.</remarks>
internal sealed class TuningRun
{
    /// <summary>Folds that each trial is judged on.</summary>
    public const int Folds = 5;

    private const int FingerprintDigits = 16;

    private readonly TrainingRows _rows;
    private readonly DataFingerprint _data;
    private readonly DateOnly _asOf;
    private readonly int _horizonDays;
    private readonly int _seed;
    private readonly TimeProvider _time;
    private readonly CrossValidation _validation;
    private readonly string _fingerprint;

    /// <summary>Prepares searches.</summary>
    /// <param name="rows">The training customers.</param>
    /// <param name="data">The data that they are from.</param>
    /// <param name="asOf">As-of date of their features.</param>
    /// <param name="horizonDays">Days that their labels cover.</param>
    /// <param name="seed">Seed of draws, folds and fits.</param>
    /// <param name="time">Clock of durations.</param>
    public TuningRun(TrainingRows rows, DataFingerprint data, DateOnly asOf, int horizonDays, int seed, TimeProvider time)
    {
        _rows = rows;
        _data = data;
        _asOf = asOf;
        _horizonDays = horizonDays;
        _seed = seed;
        _time = time;
        _validation = new CrossValidation(rows.Features, rows.Labels.ToArray(), StratifiedFolds.ByQuintile(rows.Labels, Folds, seed), TuningLoss.Value, seed);
        _fingerprint = Fingerprint(rows);
    }

    /// <summary>Searches, going on after the trials that the file holds.</summary>
    /// <param name="family">What to search.</param>
    /// <param name="trials">Trials in all.</param>
    /// <param name="timeLimit">Time after which no trial is begun any more; null for none.</param>
    /// <param name="trialsPath">The file of trials; a table of them is written beside it, with <c>.csv</c> behind its name.</param>
    /// <param name="progress">Told after each trial; may be null.</param>
    /// <param name="cancellation">Ends the search; finished trials stay in the file.</param>
    /// <exception cref="WrongInputException">No trial was finished, or none could be judged.</exception>
    /// <exception cref="InvalidDataException">The file is of another search; one line.</exception>
    public TunedModel Search(
        ContenderFamily family, int trials, TimeSpan? timeLimit, string trialsPath, Action<Trial>? progress, CancellationToken cancellation)
    {
        SearchOptions options = new() { Model = family.Key, DataFingerprint = _fingerprint, Trials = trials, Folds = Folds, Seed = _seed, TimeLimit = timeLimit };
        SearchResult result = RandomSearch.Run(
            family.Model.Space, options, Judge(family), trialsPath, _time, progress is null ? null : new TrialProgress(progress), cancellation);
        Trial best = result.Best ?? throw new WrongInputException($"{trialsPath}: none of {result.Trials.Count} trials could be fitted and judged");
        using OutputFile table = OutputFile.Create(trialsPath + ".csv");
        TrialTable.WriteCsv(table.Text, result.Trials);
        table.Complete();
        OrderedDictionary<string, string> parameters = [];
        foreach (SearchDimension dimension in family.Model.Space.Dimensions)
        {
            parameters.Add(dimension.Name, best.Parameters.Text(dimension.Name));
        }

        return new TunedModel(
            parameters,
            best.Number,
            best.MeanLoss,
            best.StandardError,
            result.Trials.Count,
            Math.Round(result.Trials.Sum(trial => trial.Seconds), 1),
            _seed,
            TuningLoss.Name,
            _fingerprint,
            _rows.Features.Rows,
            _asOf,
            _horizonDays,
            _data.Sha256,
            Path.GetFileName(trialsPath) + ".csv");
    }

    /// <summary>A search's result in a line.</summary>
    public static string Describe(ContenderFamily family, TunedModel found) => string.Create(
        CultureInfo.InvariantCulture,
        $"{family.Name}: {found.Trials} trials, {found.Seconds:F0} s; best is trial {found.Trial}, loss {found.Loss:F1} +- {found.StandardError:F1}: {string.Join(", ", found.Parameters.Select(pair => $"{pair.Key}={pair.Value}"))}");

    // Parameters that a fit refuses, such as leaves that need more rows than a fold has, make a failed trial and no failed search.
    private FoldLoss Judge(ContenderFamily family)
    {
        FoldLoss loss = _validation.LossOf(family.Model);
        return (parameters, fold, cancellation) =>
        {
            try
            {
                return loss(parameters, fold, cancellation);
            }
            catch (InvalidDataException)
            {
                return double.NaN;
            }
        };
    }

    private static string Fingerprint(TrainingRows rows)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(rows.Features.Values));
        hash.AppendData(MemoryMarshal.AsBytes(rows.Labels));
        hash.AppendData(Encoding.UTF8.GetBytes(TuningLoss.Name));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..FingerprintDigits];
    }

    private sealed class TrialProgress(Action<Trial> report) : IProgress<Trial>
    {
        public void Report(Trial value) => report(value);
    }
}
