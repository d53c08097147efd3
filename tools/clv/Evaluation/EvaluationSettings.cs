using ClvActors.Learning.Evaluation.Harness;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>What evaluations of every kind are asked for.</summary>
/// <param name="DrawSplits">Further splits that are drawn.</param>
/// <param name="Folds">Folds of the cross-validation; 0 for none.</param>
/// <param name="Seed">Seed of draws, fits, searches and resamples.</param>
/// <param name="Resamples">Resamples behind each interval.</param>
/// <param name="Threads">Fits at once.</param>
/// <param name="Command">The command line, for the document.</param>
/// <param name="Out">The folder that is written to.</param>
internal sealed record EvaluationSettings(int DrawSplits, int Folds, int Seed, int Resamples, int Threads, string Command, string Out)
{
    /// <summary>How intervals are resampled.</summary>
    public ResamplingOptions Resampling => new(Seed, Resamples, Threads);

    /// <summary>The drawn splits and the folds that were asked for.</summary>
    public IEnumerable<EvaluationCase> Draw(EvaluationCases cases) =>
        cases.Draw(DrawSplits, Seed).Concat(Folds == 0 ? [] : cases.Folds(Folds, Seed));
}
