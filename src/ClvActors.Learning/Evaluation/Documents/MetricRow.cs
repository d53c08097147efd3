namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>The figures of one model on one split.</summary>
/// <param name="Model">Name of the model, such as <c>ridge</c>.</param>
/// <param name="Split">
/// Name of the split: <c>published</c>, <c>split_0</c> and so on, <c>drawn_0</c>, <c>fold_0</c>, <c>origin 2011-03-31</c>, or a mean over several: <c>mean of 10 splits</c>.
/// </param>
/// <param name="Rows">Customers that were predicted; of a mean, those of all its splits together.</param>
/// <param name="Metrics">Figure by name (<see cref="MetricNames"/>), in the order of tables; null where it is not defined on these rows.</param>
public sealed record MetricRow(string Model, string Split, int Rows, IReadOnlyDictionary<string, double?> Metrics);
