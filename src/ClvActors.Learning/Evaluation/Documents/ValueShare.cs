namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>A point of a cumulative gain curve.</summary>
/// <param name="ShareOfCustomers">Share of the customers, highest predictions first, 0 to 1.</param>
/// <param name="ShareOfValue">Share of all actual value that they hold, 0 to 1.</param>
public readonly record struct ValueShare(double ShareOfCustomers, double ShareOfValue);
