using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Tuning;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>The best trial of a search and what it rests on.</summary>
/// <param name="Parameters">Value by parameter.</param>
/// <param name="Trial">Number of the trial; 0 has the standard values.</param>
/// <param name="Loss">Its loss: mean absolute error + mean label x (1 - Spearman), by cross-validation on the training customers.</param>
/// <param name="MeanAbsoluteError">Its mean absolute error.</param>
/// <param name="Spearman">Its rank correlation; null when not defined.</param>
/// <param name="Trials">Trials that were made.</param>
/// <param name="Seconds">Time that they took.</param>
/// <param name="Seed">Seed of the search.</param>
/// <param name="TrainingRows">Fingerprint of the training customers' features and labels.</param>
/// <param name="TrainingCustomers">How many they are.</param>
/// <param name="AsOf">As-of date of the features.</param>
/// <param name="HorizonDays">Days that the labels cover.</param>
/// <param name="DataSha256">Hash of the data file.</param>
/// <param name="TrialsFile">Name of the table of trials.</param>
internal sealed record TunedModel(
    IReadOnlyDictionary<string, double> Parameters,
    int Trial,
    double Loss,
    double MeanAbsoluteError,
    double? Spearman,
    int Trials,
    double Seconds,
    int Seed,
    string TrainingRows,
    int TrainingCustomers,
    DateOnly AsOf,
    int HorizonDays,
    string DataSha256,
    string? TrialsFile)
{
    /// <summary>What an evaluation document says of the search.</summary>
    /// <param name="family">The contender's family.</param>
    public TuningSummary ToSummary(ContenderFamily family)
    {
        OrderedDictionary<string, double> ordered = [];
        foreach (ParameterRange range in family.Ranges)
        {
            ordered.Add(range.Name, Parameters[range.Name]);
        }

        return new TuningSummary(family.Name, Trials, Seconds, Loss, ordered, TrialsFile);
    }
}
