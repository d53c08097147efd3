namespace ClvActors.Learning.Bundles;

/// <summary>Where the split into training and test customers came from.</summary>
/// <param name="Kind"><see cref="Stratified"/>, <see cref="ByCustomer"/> or <see cref="File"/>.</param>
/// <param name="Seed">Seed of a drawn split, otherwise null.</param>
/// <param name="Sha256">Hash of the split file, small hexadecimal digits; null for a drawn split.</param>
public sealed record SplitRecord(string Kind, int? Seed, string? Sha256)
{
    /// <summary>Drawn from a seed: 80 to 20, the same in every quintile of the label.</summary>
    public const string Stratified = "stratified_80_20";

    /// <summary>Decided by a seed and each customer's id: 80 to 20, see <see cref="CustomerHash"/>.</summary>
    public const string ByCustomer = "customer_hash_80_20";

    /// <summary>Read from a file.</summary>
    public const string File = "file";

    /// <summary>A drawn split.</summary>
    public static SplitRecord Drawn(int seed) => new(Stratified, seed, null);

    /// <summary>A split by customer.</summary>
    public static SplitRecord Hashed(int seed) => new(ByCustomer, seed, null);

    /// <summary>A split that was read from a file.</summary>
    public static SplitRecord FromFile(string sha256) => new(File, null, sha256);

    /// <summary>The split in words, as the model card says it.</summary>
    public string Describe() => Kind switch
    {
        File => $"from a file, SHA-256 `{Sha256}`",
        ByCustomer => $"80 to 20 by a hash of the customer's id with seed {Seed}, the same customers in every training",
        _ => $"80 to 20, drawn alike from every quintile of the label with seed {Seed}",
    };
}
