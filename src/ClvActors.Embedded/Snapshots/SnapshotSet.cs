using System.Globalization;

namespace ClvActors.Embedded.Snapshots;

/// <summary>Names of the files of one snapshot.</summary>
/// <param name="Sequence">Sequence number that the snapshot contains.</param>
/// <param name="Attempt">0, or more when there have been files of that sequence number before.</param>
internal readonly record struct SnapshotSet(long Sequence, int Attempt) : IComparable<SnapshotSet>
{
    /// <summary>The folder of all snapshots.</summary>
    public const string Folder = "snapshots";

    private const string ManifestSuffix = ".snapshot";
    private const string ShardSuffix = ".customers";

    /// <summary>The file whose existence makes the set count.</summary>
    public string Manifest => $"{Folder}/{Stem}{ManifestSuffix}";

    private string Stem => string.Create(CultureInfo.InvariantCulture, $"{Sequence:D19}-{Attempt:D4}");

    /// <summary>The file of one shard's customers.</summary>
    public string Shard(int shard) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{Stem}-{shard:D4}{ShardSuffix}");

    /// <summary>Which set a file of the folder belongs to.</summary>
    /// <returns>False for files of another kind.</returns>
    public static bool TryParse(string name, out SnapshotSet set, out bool isManifest)
    {
        set = default;
        isManifest = name.EndsWith(ManifestSuffix, StringComparison.Ordinal);
        string[] parts = name.Split('-', '.');
        if (parts.Length < 3 || !long.TryParse(parts[0], out long sequence) || !int.TryParse(parts[1], out int attempt))
        {
            return false;
        }

        set = new SnapshotSet(sequence, attempt);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SnapshotSet other) =>
        Sequence != other.Sequence ? Sequence.CompareTo(other.Sequence) : Attempt.CompareTo(other.Attempt);
}
