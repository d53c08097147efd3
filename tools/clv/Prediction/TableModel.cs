using ClvActors.Learning.Bundles;
using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;

namespace ClvActors.CommandLine.Prediction;

/// <summary>A bundle or a lone LightGBM model, ready to score rows of named columns.</summary>
internal abstract class TableModel
{
    /// <summary>The columns that a row needs, in the order of the model.</summary>
    public abstract IReadOnlyList<string> FeatureNames { get; }

    /// <summary>What contributions are about: the features, and inputs that a model derives itself.</summary>
    public virtual IReadOnlyList<string> InputNames => FeatureNames;

    /// <summary>Loads a model.</summary>
    /// <param name="path">A bundle's folder, its manifest, or a LightGBM text file.</param>
    /// <exception cref="InvalidDataException">The bundle cannot be used.</exception>
    /// <exception cref="ModelFormatException">The model file cannot be used.</exception>
    /// <exception cref="WrongInputException">There is no such file, or its objective is not known.</exception>
    public static TableModel Load(string path)
    {
        if (Directory.Exists(path) || Path.GetFileName(path) == BundleFileNames.Manifest)
        {
            ModelBundle bundle = ModelBundle.Load(Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!);
            return bundle.Model.Derived is null ? TreeTable.Of(bundle) : new BundleTable(bundle);
        }

        TreeEnsemble ensemble = ReadFile(path);
        try
        {
            return new TreeTable(ensemble, 0, ObjectiveTransform.For(ensemble.Objective));
        }
        catch (InvalidDataException unknown)
        {
            throw new WrongInputException($"{path}: {unknown.Message}", unknown);
        }
    }

    /// <summary>The raw score of a row and the prediction behind it.</summary>
    /// <param name="features">One value per name of <see cref="FeatureNames"/>; NaN is missing.</param>
    public abstract (double Raw, double Prediction) Predict(ReadOnlySpan<double> features);

    /// <summary>The SHAP values of a row, one per name of <see cref="InputNames"/>, and the bias last.</summary>
    /// <param name="features">One value per name of <see cref="FeatureNames"/>.</param>
    /// <param name="contributions">Receives them.</param>
    public abstract void Explain(ReadOnlySpan<double> features, Span<double> contributions);

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
