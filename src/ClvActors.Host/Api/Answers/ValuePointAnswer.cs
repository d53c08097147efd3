namespace ClvActors.Host.Api.Answers;

/// <summary>A customer's value at a month end.</summary>
/// <param name="AsOf">The month end.</param>
/// <param name="PredictedClv">The value then.</param>
public readonly record struct ValuePointAnswer(DateOnly AsOf, double PredictedClv);
