namespace ClvActors.Learning.Tuning;

/// <summary>What a search found, with its evidence.</summary>
/// <param name="Trials">All finished trials of this file, in order.</param>
/// <param name="Best">The trial with the least mean loss, of equal ones the first; null when none has a finite mean.</param>
/// <param name="IsComplete">Whether all trials of the budget are done; false when the time limit came first.</param>
public sealed record SearchResult(IReadOnlyList<Trial> Trials, Trial? Best, bool IsComplete)
{
    internal static SearchResult Of(IReadOnlyList<Trial> trials, bool isComplete) =>
        new(trials, trials.Where(trial => double.IsFinite(trial.MeanLoss)).MinBy(trial => trial.MeanLoss), isComplete);
}
