namespace ClvActors.Learning.Boosting.Validation;

/// <summary>Rows that a model is measured on after every tree and never learns from.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
/// <param name="Data">
/// The rows, with the training data's features in the same order, and with initial scores exactly when the training data has them. Weights weigh the metric.
/// </param>
/// <param name="Metric">What is measured; null for the objective's own loss.</param>
public sealed record ValidationSet(TrainingData Data, IValidationMetric? Metric = null);
