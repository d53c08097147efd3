using System.Security.Cryptography;
using System.Text;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;

namespace ClvActors.Learning.Bundles;

/// <summary>A model bundle in memory: the manifest, and the model bound by name to the features that this build computes.</summary>
/// <remarks>Immutable; any number of threads may score and explain at the same time, without allocation.</remarks>
public sealed class ModelBundle : IValueModel
{
    private readonly TreeScorer _scorer;
    private readonly TreeExplainer _explainer;
    private readonly double _offset;

    private ModelBundle(string folder, BundleManifest manifest, TreeEnsemble model, TreeEnsemble bound, string fingerprint)
    {
        Folder = folder;
        Manifest = manifest;
        Model = model;
        Fingerprint = fingerprint;
        _scorer = new TreeScorer(bound);
        _explainer = new TreeExplainer(bound);
        _offset = manifest.InitialScoreOffset;
    }

    /// <inheritdoc/>
    public string Id => Manifest.Id;

    /// <summary>SHA-256 over the bytes of the manifest and then of the model file, small hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public string Folder { get; }

    /// <inheritdoc/>
    public int HorizonDays => Manifest.HorizonDays;

    /// <inheritdoc/>
    public double IntervalLevel => double.NaN;

    /// <inheritdoc/>
    public IReadOnlyList<string> InputNames => FeatureSet.Names;

    /// <summary>What the bundle is and how it came about.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>The model as its file holds it, over the features that it was trained on; the bundle itself takes whole feature vectors.</summary>
    public TreeEnsemble Model { get; }

    /// <summary>Reads and checks a bundle.</summary>
    /// <param name="folder">The bundle's folder.</param>
    /// <exception cref="InvalidDataException">
    /// The folder holds no bundle, or one that is damaged, newer than this build, or made for other features; one sentence that names the file and the field.
    /// </exception>
    public static ModelBundle Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string manifestPath = Path.Combine(folder, BundleFileNames.Manifest);
        byte[] manifestBytes = ReadBytes(manifestPath);
        BundleManifest manifest;
        try
        {
            manifest = ManifestJson.Read<BundleManifest>(manifestBytes);
            ManifestRules.Check(manifest);
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"{manifestPath}: {wrong.Message}", wrong);
        }

        string modelPath = Path.Combine(folder, manifest.Model.File);
        byte[] modelBytes = ReadBytes(modelPath);
        if (!string.Equals(HashOf(modelBytes), manifest.Model.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException($"{modelPath}: is not the file that {BundleFileNames.Manifest} describes, its SHA-256 differs from model.sha256");
        }

        (TreeEnsemble model, TreeEnsemble bound) = ReadModel(modelPath, modelBytes);
        return new ModelBundle(folder, manifest, model, bound, HashOf([.. manifestBytes, .. modelBytes]));
    }

    /// <inheritdoc/>
    public Prediction Predict(PredictionSource source, ReadOnlySpan<double> features) => source switch
    {
        PredictionSource.Model => Scored(_scorer.Score(features) + _offset),
        PredictionSource.Lapsed => Prediction.Nothing,
        _ => new Prediction { Value = Manifest.ColdStart.Value },
    };

    /// <inheritdoc/>
    public void Explain(PredictionSource source, ReadOnlySpan<double> features, Span<double> inputs, Span<double> contributions)
    {
        if (source != PredictionSource.Model)
        {
            throw new InvalidOperationException($"The bundle {Id} has no score to explain for the source {source}.");
        }

        features[..FeatureSet.Count].CopyTo(inputs);
        _explainer.Contributions(features, contributions);
        contributions[^1] += _offset;
    }

    private static Prediction Scored(double raw) => new() { Value = LogTransform.ToValue(raw), RawScore = raw };

    /// <summary>SHA-256 as small hexadecimal digits.</summary>
    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static (TreeEnsemble Model, TreeEnsemble Bound) ReadModel(string path, byte[] bytes)
    {
        try
        {
            TreeEnsemble model = LightGbmTextReader.Parse(Encoding.UTF8.GetString(bytes));
            return (model, FeatureBinding.Bind(model, FeatureSet.Names));
        }
        catch (ModelFormatException wrong)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{path}: no such file", missing);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: cannot be read: {failed.Message}", failed);
        }
    }
}
