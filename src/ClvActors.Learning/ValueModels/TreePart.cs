using ClvActors.Domain.Features;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Calibration;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.ValueModels;

/// <summary>A tree model bound to the inputs that a bundle computes, with what stands around its trees: offset, link and calibration.</summary>
/// <remarks>Immutable; any number of threads may predict and explain at once, without allocation.</remarks>
public sealed class TreePart
{
    private readonly TreeScorer _scorer;
    private readonly TreeExplainer _explainer;
    private readonly ScoreOffset? _offset;
    private readonly double _constant;
    private readonly string _link;
    private readonly double _factor;
    private readonly ICalibrator? _calibrator;

    /// <summary>Binds a model.</summary>
    /// <param name="trees">The trees, over inputs in any order.</param>
    /// <param name="inputNames">All inputs that rows hold, in their order.</param>
    /// <param name="link">One of <see cref="PartLink.All"/>.</param>
    /// <param name="offset">The buy-till-you-die score that the trees correct; null for none, and always null where rows hold no derived inputs.</param>
    /// <param name="constant">Added to the raw score.</param>
    /// <param name="factor">What the prediction is multiplied by.</param>
    /// <param name="calibrator">What turns the prediction into a probability that comes true as often; null for none.</param>
    /// <exception cref="ModelFormatException">The trees test an input that is not known, or are not sound.</exception>
    public TreePart(
        TreeEnsemble trees,
        IReadOnlyList<string> inputNames,
        string link,
        ScoreOffset? offset = null,
        double constant = 0,
        double factor = 1,
        ICalibrator? calibrator = null)
    {
        Trees = FeatureBinding.Bind(trees, inputNames);
        _scorer = new TreeScorer(Trees);
        _explainer = new TreeExplainer(Trees);
        _offset = offset;
        _constant = constant;
        _link = link;
        _factor = factor;
        _calibrator = calibrator;
    }

    /// <summary>The trees over all inputs, in their order.</summary>
    public TreeEnsemble Trees { get; }

    /// <summary>The raw score of a row.</summary>
    /// <param name="inputs">One value per input; NaN is missing.</param>
    public double RawScore(ReadOnlySpan<double> inputs)
    {
        double trees = _scorer.Score(inputs);
        return (_offset is null ? trees : _offset.Combine(inputs[FeatureSet.Count..], trees)) + _constant;
    }

    /// <summary>The prediction behind a raw score.</summary>
    /// <param name="raw">A raw score of this part.</param>
    /// <returns>0 or more; with <see cref="PartLink.Sigmoid"/> at most 1.</returns>
    public double ToPrediction(double raw)
    {
        double prediction = _factor * (_link switch
        {
            PartLink.ExpMinusOne => LogTransform.ToValue(raw),
            PartLink.Exp => Math.Exp(raw),
            _ => 1 / (1 + Math.Exp(-raw)),
        });
        return _calibrator is null ? prediction : _calibrator.Apply(prediction);
    }

    /// <summary>The prediction of a row.</summary>
    /// <param name="inputs">One value per input; NaN is missing.</param>
    public double Predict(ReadOnlySpan<double> inputs) => ToPrediction(RawScore(inputs));

    /// <summary>The exact Shapley values behind a raw score.</summary>
    /// <param name="inputs">One value per input.</param>
    /// <param name="contributions">Receives one value per input and then the base; their sum is the raw score, to rounding.</param>
    public void Explain(ReadOnlySpan<double> inputs, Span<double> contributions)
    {
        _explainer.Contributions(inputs, contributions);
        _offset?.Explain(inputs[FeatureSet.Count..], contributions);
        contributions[^1] += _constant;
    }
}
