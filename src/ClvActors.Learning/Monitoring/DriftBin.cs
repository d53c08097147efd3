namespace ClvActors.Learning.Monitoring;

/// <summary>One bin of a distribution, then and now.</summary>
/// <param name="Label">What is in it, such as <c>Champions</c> or <c>12 to 40</c>.</param>
/// <param name="BaselineShare">Share of the baseline's customers in it, 0 to 1.</param>
/// <param name="LiveShare">Share of the live customers in it, 0 to 1.</param>
public sealed record DriftBin(string Label, double BaselineShare, double LiveShare);
