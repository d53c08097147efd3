namespace ClvActors.Domain.Scoring;

/// <summary>A customer's predicted value at a month end.</summary>
/// <param name="AsOf">The month end.</param>
/// <param name="PredictedValue">Predicted value then, in whole units of currency.</param>
public readonly record struct ValuePoint(DateOnly AsOf, double PredictedValue);
