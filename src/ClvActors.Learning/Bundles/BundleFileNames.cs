namespace ClvActors.Learning.Bundles;

/// <summary>Names of the files in a bundle's folder.</summary>
public static class BundleFileNames
{
    /// <summary>What the bundle is, as JSON.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The manifest for people to read.</summary>
    public const string Card = "model-card.md";

    /// <summary>The trees of a part, as LightGBM text.</summary>
    /// <param name="role">The part's role.</param>
    public static string Trees(string role) => $"{role}.txt";
}
