namespace ClvActors.Learning.Bundles;

/// <summary>Names of the files in a bundle's folder.</summary>
public static class BundleFileNames
{
    /// <summary>What the bundle is, as JSON.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The trees, as LightGBM text.</summary>
    public const string Model = "model.txt";

    /// <summary>The manifest for people to read.</summary>
    public const string Card = "model-card.md";
}
