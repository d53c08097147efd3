using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Tuning;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>A search with its table of trials on disk.</summary>
/// <param name="Rows">The training customers that it is made on.</param>
/// <param name="Data">The data that they are from.</param>
/// <param name="AsOf">As-of date of their features.</param>
/// <param name="Seed">Seed of the search.</param>
/// <param name="Threads">Trials at once.</param>
/// <param name="TimeBox">Time after which no trial is begun any more.</param>
internal sealed record TuningRun(TrainingRows Rows, DataFingerprint Data, DateOnly AsOf, int Seed, int Threads, TimeSpan TimeBox)
{
    private const int FingerprintDigits = 16;

    private readonly string _fingerprint = Fingerprint(Rows);

    /// <summary>Searches, going on from the trials that the file holds.</summary>
    /// <param name="family">What to search.</param>
    /// <param name="trials">Trials in all.</param>
    /// <param name="trialsPath">The table of trials.</param>
    /// <param name="terminal">Shows the progress.</param>
    /// <param name="cancellation">Ends the search; the trials so far stay in the file.</param>
    /// <exception cref="WrongInputException">The file is of another search or cannot be written.</exception>
    /// <exception cref="InvalidDataException">Every trial failed.</exception>
    public TunedModel Search(ContenderFamily family, int trials, string trialsPath, Terminal terminal, CancellationToken cancellation)
    {
        RandomSearch search = new(family, Rows, Seed, terminal.Time);
        TrialFile file = new(trialsPath, family, _fingerprint);
        IReadOnlyList<Trial> done = file.Read(search);
        IReadOnlyList<Trial> all = terminal.WithProgress($"Tuning {family.Name}", report => search.Run(
            trials,
            done,
            TimeBox,
            Threads,
            made =>
            {
                file.Write(made);
                report((double)made.Count / trials);
            },
            cancellation));
        Trial best = RandomSearch.Best(all);
        double seconds = Math.Round(all.Sum(trial => trial.Seconds), 1);
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{family.Name}: {all.Count} trials, {done.Count} of them from an earlier run, {seconds:F0} s of fits; best is trial {best.Number}: loss {best.Loss:F1}, MAE {best.MeanAbsoluteError:F1}, Spearman {best.Spearman:F4}"));
        return new TunedModel(
            best.Parameters,
            best.Number,
            best.Loss,
            best.MeanAbsoluteError,
            double.IsNaN(best.Spearman) ? null : best.Spearman,
            all.Count,
            seconds,
            Seed,
            _fingerprint,
            Rows.Features.Rows,
            AsOf,
            Rows.HorizonDays,
            Data.Sha256,
            file.Name);
    }

    private static string Fingerprint(TrainingRows rows)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(rows.Features.Values));
        hash.AppendData(MemoryMarshal.AsBytes(rows.Labels));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..FingerprintDigits];
    }
}
