namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>How a model's parameters were found.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Trials">Parameter sets that were tried, at most the budget that all models share.</param>
/// <param name="Seconds">Time that they took.</param>
/// <param name="BestLoss">Cross-validated loss of the best, on training rows only.</param>
/// <param name="BestParameters">Value by parameter, in the order of the search space; numbers in invariant form.</param>
/// <param name="TrialsFile">Name of the table of all trials, without its folder; null when none was written.</param>
public sealed record TuningSummary(
    string Model, int Trials, double Seconds, double BestLoss, IReadOnlyDictionary<string, string> BestParameters, string? TrialsFile);
