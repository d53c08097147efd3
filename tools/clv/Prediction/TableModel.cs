using ClvActors.Learning.Bundles;
using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;

namespace ClvActors.CommandLine.Prediction;

/// <summary>A bundle or a lone LightGBM model, ready to score rows of named columns.</summary>
internal sealed class TableModel
{
    private readonly TreeScorer _scorer;
    private readonly TreeExplainer? _explainer;
    private readonly double _offset;

    private TableModel(TreeEnsemble ensemble, double offset, Func<double, double> transform, bool withContributions)
    {
        FeatureNames = ensemble.FeatureNames;
        Transform = transform;
        _scorer = new TreeScorer(ensemble);
        _explainer = withContributions ? new TreeExplainer(ensemble) : null;
        _offset = offset;
    }

    /// <summary>The columns that a row needs, in the order of the model.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Whether <see cref="Explain"/> may be called.</summary>
    public bool HasContributions => _explainer is not null;

    /// <summary>From raw score to prediction.</summary>
    public Func<double, double> Transform { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="path">A bundle's folder, its manifest, or a LightGBM text file.</param>
    /// <param name="withContributions">Whether rows will be explained.</param>
    /// <exception cref="InvalidDataException">The bundle cannot be used.</exception>
    /// <exception cref="ModelFormatException">The model file cannot be used.</exception>
    /// <exception cref="WrongInputException">There is no such file, or its objective is not known.</exception>
    public static TableModel Load(string path, bool withContributions)
    {
        if (Directory.Exists(path) || Path.GetFileName(path) == BundleFileNames.Manifest)
        {
            string folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
            ModelBundle bundle = ModelBundle.Load(folder);
            return new TableModel(bundle.Model, bundle.Manifest.InitialScoreOffset, LogTransform.ToValue, withContributions);
        }

        TreeEnsemble ensemble = ReadFile(path);
        try
        {
            return new TableModel(ensemble, 0, ObjectiveTransform.For(ensemble.Objective), withContributions);
        }
        catch (InvalidDataException unknown)
        {
            throw new WrongInputException($"{path}: {unknown.Message}", unknown);
        }
    }

    /// <summary>The raw score of a row.</summary>
    public double RawScore(ReadOnlySpan<double> features) => _scorer.Score(features) + _offset;

    /// <summary>The SHAP values of a row, and the bias last.</summary>
    public void Explain(ReadOnlySpan<double> features, Span<double> contributions)
    {
        _explainer!.Contributions(features, contributions);
        contributions[^1] += _offset;
    }

    private static TreeEnsemble ReadFile(string path)
    {
        try
        {
            return LightGbmTextReader.ReadFile(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WrongInputException($"{path}: no such file or folder", missing);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new WrongInputException($"{path}: cannot be read: {failed.Message}", failed);
        }
    }
}
