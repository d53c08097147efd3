using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Tuning;

/// <summary>A model family with what may be tuned about it.</summary>
/// <param name="Name">Name in tables and files, such as <c>random forest</c>.</param>
/// <param name="Space">The parameters that are searched.</param>
/// <param name="ToTrainer">The trainer of a trial's parameters.</param>
public sealed record ModelFamily(string Name, SearchSpace Space, Func<TrialParameters, IRegressionTrainer> ToTrainer);
