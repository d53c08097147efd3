namespace ClvActors.Learning.Evaluation.Tuning;

/// <summary>One set of parameters and how good it was in cross-validation.</summary>
/// <param name="Number">From 0; the first has the standard values.</param>
/// <param name="Parameters">Value by parameter, in the family's order.</param>
/// <param name="Loss"><see cref="TuningLoss"/>, mean over the folds; infinite when a fit failed.</param>
/// <param name="MeanAbsoluteError">Mean over the folds.</param>
/// <param name="Spearman">Mean over the folds; NaN when not defined on one.</param>
/// <param name="Seconds">Time that the fits took.</param>
public sealed record Trial(
    int Number, IReadOnlyDictionary<string, double> Parameters, double Loss, double MeanAbsoluteError, double Spearman, double Seconds);
