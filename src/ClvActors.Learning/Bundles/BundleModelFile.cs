namespace ClvActors.Learning.Bundles;

/// <summary>The file of a bundle's model.</summary>
/// <param name="File">Name within the bundle's folder.</param>
/// <param name="Format">Always <c>lightgbm_text</c>.</param>
/// <param name="Sha256">Hash of the file's bytes, small hexadecimal digits.</param>
/// <param name="Trees">Number of trees.</param>
public sealed record BundleModelFile(string File, string Format, string Sha256, int Trees)
{
    /// <summary>The one format that bundles hold.</summary>
    public const string LightGbmText = "lightgbm_text";
}
