using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Trees;

namespace ClvActors.CommandLine.Prediction;

/// <summary>Trees alone: a LightGBM model, or a bundle of nothing else. A row needs the features of the trees, whoever the customer is.</summary>
internal sealed class TreeTable : TableModel
{
    private readonly TreeScorer _scorer;
    private readonly Lazy<TreeExplainer> _explainer;
    private readonly double _offset;
    private readonly Func<double, double> _transform;

    public TreeTable(TreeEnsemble ensemble, double offset, Func<double, double> transform)
    {
        FeatureNames = ensemble.FeatureNames;
        _scorer = new TreeScorer(ensemble);
        _explainer = new Lazy<TreeExplainer>(() => new TreeExplainer(ensemble));
        _offset = offset;
        _transform = transform;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The value part of a bundle without derived inputs.</summary>
    public static TreeTable Of(ModelBundle bundle)
    {
        BundlePart value = bundle.Manifest.Part(PartRole.Value)!;
        return new TreeTable(bundle.Trees[bundle.Manifest.Parts.TakeWhile(part => part != value).Count()], value.Offset.Constant, bundle.Model.Value.ToPrediction);
    }

    /// <inheritdoc/>
    public override (double Raw, double Prediction) Predict(ReadOnlySpan<double> features)
    {
        double raw = _scorer.Score(features) + _offset;
        return (raw, _transform(raw));
    }

    /// <inheritdoc/>
    public override void Explain(ReadOnlySpan<double> features, Span<double> contributions)
    {
        _explainer.Value.Contributions(features, contributions);
        contributions[^1] += _offset;
    }
}
