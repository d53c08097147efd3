using ClvActors.Learning.Tuning;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>A contender whose parameters can be searched.</summary>
/// <param name="Key">Name on command lines and in files: small letters and hyphens.</param>
/// <param name="Model">The family, with its name and what is searched.</param>
/// <remarks>Immutable; any number of threads may use it.</remarks>
public sealed record ContenderFamily(string Key, ModelFamily Model)
{
    /// <summary>Name in tables and documents.</summary>
    public string Name => Model.Name;

    /// <summary>Whether there is anything to search.</summary>
    public bool IsTunable => Model.Space.Dimensions.Count > 0;

    /// <summary>The contender with some parameters.</summary>
    /// <param name="parameters">One value per parameter of the space.</param>
    public Contender With(TrialParameters parameters) => new(Name, Model.ToTrainer(parameters));

    /// <summary>The contender with the parameters that a search begins with.</summary>
    public Contender Standard() => With(Model.Space.Start ?? new TrialParameters([]));
}
