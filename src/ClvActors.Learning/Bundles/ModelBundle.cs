using System.Security.Cryptography;
using System.Text;
using ClvActors.Domain.Scoring;
using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Bundles;

/// <summary>A model bundle in memory: the manifest, and its parts bound by name to the features that this build computes.</summary>
/// <remarks>Immutable; any number of threads may score and explain at the same time, without allocation.</remarks>
public sealed class ModelBundle : IValueModel
{
    private ModelBundle(string folder, BundleManifest manifest, CompositeModel model, IReadOnlyList<TreeEnsemble> trees, string fingerprint)
    {
        Folder = folder;
        Manifest = manifest;
        Model = model;
        Trees = trees;
        Fingerprint = fingerprint;
    }

    /// <inheritdoc/>
    public string Id => Manifest.Id;

    /// <summary>SHA-256 over the bytes of the manifest and then of every part's file in the manifest's order, small hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public string Folder { get; }

    /// <inheritdoc/>
    public int HorizonDays => Manifest.HorizonDays;

    /// <inheritdoc/>
    public double IntervalLevel => Model.IntervalLevel;

    /// <inheritdoc/>
    public IReadOnlyList<string> InputNames => Model.InputNames;

    /// <summary>What the bundle is and how it came about.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>The parts, put together.</summary>
    public CompositeModel Model { get; }

    /// <summary>The trees of every part as its file holds them, over the inputs that it was trained on, in the manifest's order.</summary>
    public IReadOnlyList<TreeEnsemble> Trees { get; }

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
        BundleManifest manifest = ReadManifest(manifestPath, manifestBytes);
        List<byte> hashed = [.. manifestBytes];
        List<TreeEnsemble> trees = [];
        for (int index = 0; index < manifest.Parts.Count; index++)
        {
            string path = Path.Combine(folder, manifest.Parts[index].File);
            byte[] bytes = ReadBytes(path);
            if (!string.Equals(HashOf(bytes), manifest.Parts[index].Sha256, StringComparison.OrdinalIgnoreCase))
            {
                string field = manifest.FormatVersion == 1 ? "model.sha256" : $"parts[{index}].sha256";
                throw new InvalidDataException($"{path}: is not the file that {BundleFileNames.Manifest} describes, its SHA-256 differs from {field}");
            }

            trees.Add(ReadTrees(path, bytes));
            hashed.AddRange(bytes);
        }

        return new ModelBundle(folder, manifest, new BundleAssembly(folder, manifest).Build(trees), trees, HashOf([.. hashed]));
    }

    /// <inheritdoc/>
    public Prediction Predict(PredictionSource source, ReadOnlySpan<double> features) => Model.Predict(source, features);

    /// <inheritdoc/>
    public void Explain(PredictionSource source, ReadOnlySpan<double> features, Span<double> inputs, Span<double> contributions)
    {
        if (!Model.TryExplain(source, features, inputs, contributions))
        {
            throw new InvalidOperationException($"The bundle {Id} has no score to explain for the source {source}.");
        }
    }

    /// <summary>SHA-256 as small hexadecimal digits.</summary>
    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static BundleManifest ReadManifest(string path, byte[] bytes)
    {
        try
        {
            BundleManifest manifest = ManifestJson.ReadManifest(bytes);
            ManifestRules.Check(manifest);
            return manifest;
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
    }

    private static TreeEnsemble ReadTrees(string path, byte[] bytes)
    {
        try
        {
            return LightGbmTextReader.Parse(Encoding.UTF8.GetString(bytes));
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
