using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Tuning;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>The best trial of a search and what it rests on.</summary>
/// <param name="Parameters">Value by parameter.</param>
/// <param name="Trial">Number of the trial; 0 has the values that the search began with.</param>
/// <param name="Loss">Its mean loss over the folds.</param>
/// <param name="StandardError">Standard error of it.</param>
/// <param name="Trials">Trials that were made.</param>
/// <param name="Seconds">Time that they took.</param>
/// <param name="Seed">Seed of the search.</param>
/// <param name="LossName">The loss in words.</param>
/// <param name="TrainingRows">Fingerprint of the training customers' features and labels.</param>
/// <param name="TrainingCustomers">How many they are.</param>
/// <param name="AsOf">As-of date of the features.</param>
/// <param name="HorizonDays">Days that the labels cover.</param>
/// <param name="DataSha256">Hash of the data file.</param>
/// <param name="TrialsFile">Name of the table of trials.</param>
internal sealed record TunedModel(
    IReadOnlyDictionary<string, string> Parameters,
    int Trial,
    double Loss,
    double StandardError,
    int Trials,
    double Seconds,
    int Seed,
    string LossName,
    string TrainingRows,
    int TrainingCustomers,
    DateOnly AsOf,
    int HorizonDays,
    string DataSha256,
    string? TrialsFile)
{
    /// <summary>What an evaluation document says of the search.</summary>
    public TuningSummary ToSummary(ContenderFamily family)
    {
        OrderedDictionary<string, string> ordered = [];
        foreach (SearchDimension dimension in family.Model.Space.Dimensions)
        {
            ordered.Add(dimension.Name, Parameters[dimension.Name]);
        }

        return new TuningSummary(family.Name, Trials, Seconds, Loss, ordered, TrialsFile);
    }

    /// <summary>The contender with these parameters.</summary>
    public Contender Make(ContenderFamily family) => family.With(new TrialParameters(Parameters));
}
