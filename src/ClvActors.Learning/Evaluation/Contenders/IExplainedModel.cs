using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>A fitted model that tells what moved each prediction.</summary>
/// <remarks>Immutable; any number of threads may explain at once.</remarks>
public interface IExplainedModel
{
    /// <summary>Names of what contributions are about.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>The trees behind the scores, for their gains.</summary>
    public TreeEnsemble Trees { get; }

    /// <summary>Explains the raw score of a row.</summary>
    /// <param name="features">The row.</param>
    /// <param name="inputs">Receives one value per name: what the model saw.</param>
    /// <param name="contributions">Receives one value per name, then the base; their sum is the raw score, to rounding.</param>
    public void Explain(ReadOnlySpan<double> features, Span<double> inputs, Span<double> contributions);
}
