namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>One customer in a plot of predictions against what came true.</summary>
/// <param name="Actual">What came true.</param>
/// <param name="Predicted">What was predicted.</param>
public readonly record struct ScatterPoint(double Actual, double Predicted);
