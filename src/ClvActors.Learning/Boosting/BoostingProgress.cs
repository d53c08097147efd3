namespace ClvActors.Learning.Boosting;

/// <summary>Told after each tree.</summary>
/// <param name="Iteration">Trees grown so far, from 1.</param>
/// <param name="Iterations">Trees asked for.</param>
/// <param name="Leaves">Leaves of the newest tree.</param>
/// <param name="ValidationScore">The metric on the validation set with all trees so far; null without such a set.</param>
public readonly record struct BoostingProgress(int Iteration, int Iterations, int Leaves, double? ValidationScore = null);
