using System.Diagnostics.CodeAnalysis;
using ClvActors.Domain.Features;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.ValueModels;

/// <summary>The champion's value part: buy-till-you-die models give a score, boosted trees correct it.</summary>
/// <remarks>
/// value = max(e^raw - 1, 0); how the raw score comes from both is in <see cref="ScoreOffset"/>. A row is a whole feature vector; NaN is a missing value.
/// Immutable; any number of threads may score and explain at once, without allocation.
/// </remarks>
public sealed class ValueModel : IRegressor
{
    private readonly TreePart _part;

    /// <summary>Puts a model together.</summary>
    /// <param name="derivedInputs">What the trees see beside the features, and the offset comes from.</param>
    /// <param name="offset">The offset and its fade.</param>
    /// <param name="trees">Trees over features and derived inputs in any order, bound by name; leaf values may be those of a mean of several models.</param>
    /// <exception cref="ModelFormatException">The trees test an input that is not known, or are not sound.</exception>
    public ValueModel(DerivedInputs derivedInputs, ScoreOffset offset, TreeEnsemble trees)
    {
        ArgumentNullException.ThrowIfNull(derivedInputs);
        ArgumentNullException.ThrowIfNull(offset);
        ArgumentNullException.ThrowIfNull(trees);
        DerivedInputs = derivedInputs;
        Offset = offset;
        Trees = trees;
        _part = new TreePart(trees, DerivedInputs.InputNames, PartLink.ExpMinusOne, offset);
    }

    /// <summary>The buy-till-you-die models and what is derived from them.</summary>
    public DerivedInputs DerivedInputs { get; }

    /// <summary>The score that the trees correct.</summary>
    public ScoreOffset Offset { get; }

    /// <summary>The trees, over the inputs that they were trained on.</summary>
    public TreeEnsemble Trees { get; }

    /// <inheritdoc/>
    public int Features => FeatureSet.Count;

    /// <summary>The score of a customer, log(1 + value) where that is positive.</summary>
    /// <param name="features">The whole feature vector.</param>
    /// <returns>Finite.</returns>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public double RawScore(ReadOnlySpan<double> features)
    {
        Span<double> inputs = stackalloc double[FeatureSet.Count + DerivedInputs.Count];
        DerivedInputs.WriteInputs(features, inputs);
        return RawScoreOf(inputs);
    }

    /// <summary>The predicted spend over the horizon.</summary>
    /// <param name="features">The whole feature vector.</param>
    /// <returns>Whole units of currency, 0 or more.</returns>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public double Predict(ReadOnlySpan<double> features) => LogTransform.ToValue(RawScore(features));

    /// <summary>The score of a row whose inputs are derived already.</summary>
    /// <param name="inputs">One value per name of <see cref="DerivedInputs.InputNames"/>.</param>
    public double RawScoreOf(ReadOnlySpan<double> inputs) => _part.RawScore(inputs);

    /// <summary>The exact Shapley values behind a raw score: those of the trees where they count, and the distance of the offset from its mean.</summary>
    /// <param name="features">The whole feature vector.</param>
    /// <param name="inputs">Receives one value per name of <see cref="DerivedInputs.InputNames"/>.</param>
    /// <param name="contributions">Receives one value per input and then the base; their sum is the raw score, to rounding.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Explain(ReadOnlySpan<double> features, Span<double> inputs, Span<double> contributions)
    {
        if (contributions.Length != inputs.Length + 1)
        {
            ThrowLength(contributions.Length, inputs.Length + 1);
        }

        DerivedInputs.WriteInputs(features, inputs);
        _part.Explain(inputs, contributions);
    }

    [DoesNotReturn]
    private static void ThrowLength(int length, int expected) =>
        throw new ArgumentException($"there is room for {length} contributions, the model gives {expected}");
}
