namespace ClvActors.Host.Api.Answers;

/// <summary>A range for the spend over the horizon.</summary>
/// <param name="Low">Lower end, at least 0.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">Share of outcomes that the interval is made to hold, such as 0.8.</param>
public sealed record PredictionInterval(double Low, double High, double Level);
