using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>What all contenders predicted in one case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Predictions">One array per contender, in their order, with one prediction per test customer.</param>
/// <param name="Champion">The champion's fitted model; null when it was not among the contenders.</param>
/// <param name="Intervals">Its intervals; null when it gives none, or the case is not of one date.</param>
public sealed record CaseResult(EvaluationCase Case, IReadOnlyList<double[]> Predictions, IRegressor? Champion, IIntervalModel? Intervals);
