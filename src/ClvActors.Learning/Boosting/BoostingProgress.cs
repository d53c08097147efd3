namespace ClvActors.Learning.Boosting;

/// <summary>Told after each tree.</summary>
/// <param name="Iteration">Trees grown so far, from 1.</param>
/// <param name="Iterations">Trees asked for.</param>
/// <param name="Leaves">Leaves of the newest tree.</param>
public readonly record struct BoostingProgress(int Iteration, int Iterations, int Leaves);
