using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Boosting.Validation;

/// <summary>A model that was measured on validation data while it was trained.</summary>
/// <param name="Model">The model; cut at the best iteration when early stopping was asked for, whether it stopped the training or not.</param>
/// <param name="MetricName">What was measured.</param>
/// <param name="BestIteration">Trees of the model that measured best, from 1.</param>
/// <param name="BestScore">The metric there.</param>
/// <param name="StoppedEarly">Whether the training ended because the metric had not improved for long enough.</param>
/// <param name="Scores">The metric after each iteration that was trained, also those that the model was cut of.</param>
public sealed record ValidatedModel(
    TreeEnsemble Model,
    string MetricName,
    int BestIteration,
    double BestScore,
    bool StoppedEarly,
    IReadOnlyList<double> Scores);
