namespace ClvActors.Learning.Bundles;

/// <summary>Where the split into training and test customers came from.</summary>
/// <param name="Kind"><see cref="Stratified"/> or <see cref="File"/>.</param>
/// <param name="Seed">Seed of a drawn split, otherwise null.</param>
/// <param name="Sha256">Hash of the split file, small hexadecimal digits; null for a drawn split.</param>
public sealed record SplitRecord(string Kind, int? Seed, string? Sha256)
{
    /// <summary>Drawn from a seed: 80 to 20, the same in every quintile of the label.</summary>
    public const string Stratified = "stratified_80_20";

    /// <summary>Read from a file.</summary>
    public const string File = "file";

    /// <summary>A drawn split.</summary>
    public static SplitRecord Drawn(int seed) => new(Stratified, seed, null);

    /// <summary>A split that was read from a file.</summary>
    public static SplitRecord FromFile(string sha256) => new(File, null, sha256);
}
