namespace ClvActors.Learning.Evaluation;

/// <summary>One way to divide rows in cross-validation.</summary>
/// <param name="Train">Rows to train on, ascending.</param>
/// <param name="Test">Rows to judge on, ascending; the other rows.</param>
public sealed record Fold(IReadOnlyList<int> Train, IReadOnlyList<int> Test);
