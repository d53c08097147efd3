using ClvActors.Domain.Customers;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Snapshots;

/// <summary>Keeps the two newest snapshots of a data directory.</summary>
/// <param name="storage">The directory's files.</param>
/// <param name="logId">The log's id; a snapshot of another log counts as damaged.</param>
/// <remarks>A snapshot counts from the moment its manifest has its final name; before that no reader sees anything of it. One thread at a time.</remarks>
public sealed class SnapshotStore(IStorage storage, ulong logId)
{
    /// <summary>How many snapshots stay: the newest, and one to fall back to.</summary>
    public const int Kept = 2;

    /// <summary>Writes a snapshot durably and deletes all but the newest two.</summary>
    /// <param name="header">What it says about the population; its last frame must be durable, so sync a relaxed log first.</param>
    /// <param name="perShard">The customers of each shard; enumerated once, nobody may write to them meanwhile.</param>
    /// <exception cref="StorageFullException">No room; what was begun is deleted and the older snapshots stand.</exception>
    /// <exception cref="StorageSyncException">Fatal; see there.</exception>
    public void Write(SnapshotHeader header, IReadOnlyList<IEnumerable<StoredCustomer>> perShard)
    {
        if (!storage.Exists(SnapshotSet.Folder))
        {
            storage.CreateFolder(SnapshotSet.Folder);
            storage.SyncFolder(string.Empty);
        }

        DeleteUnfinished();
        SnapshotSet set = NextSet(header.Sequence);
        try
        {
            SnapshotFile[] files = new SnapshotFile[perShard.Count];
            for (int shard = 0; shard < files.Length; shard++)
            {
                files[shard] = WriteShard(set, shard, header, perShard[shard]);
            }

            // The files' names must be durable before the manifest's is: it alone says that the set is complete.
            storage.SyncFolder(SnapshotSet.Folder);
            AtomicFile.Replace(storage, set.Manifest, new SnapshotManifest(header, files).Encode(logId));
        }
        catch (Exception cause) when (cause is not StorageSyncException)
        {
            DeleteUnfinished();
            throw;
        }

        DeleteOld();
    }

    /// <summary>Reads the newest snapshot that is whole.</summary>
    /// <param name="tableFor">The table of stock codes of the shard that a customer goes to; the number of shards may differ from the writer's.</param>
    /// <returns>The snapshot, or none; and what was wrong with newer ones.</returns>
    /// <exception cref="NewerFormatException">A newer program wrote the newest one.</exception>
    public SnapshotReading ReadNewest(Func<CustomerId, StockCodeTable> tableFor)
    {
        List<string> rejected = [];
        foreach (SnapshotSet set in FinishedSets())
        {
            try
            {
                return new SnapshotReading(Read(set, tableFor), rejected);
            }
            catch (SnapshotDamagedException cause)
            {
                rejected.Add(cause.Message);
            }
        }

        return new SnapshotReading(null, rejected);
    }

    private SnapshotFile WriteShard(SnapshotSet set, int shard, SnapshotHeader header, IEnumerable<StoredCustomer> customers)
    {
        string path = set.Shard(shard);
        string temporary = path + AtomicFile.TemporarySuffix;
        SnapshotFile written;
        using (IStorageFile file = storage.OpenFile(temporary))
        {
            written = ShardFile.Write(file, ShardFile.Seed(logId, header.Sequence, shard), header.Window, customers);
        }

        storage.Rename(temporary, path);
        return written;
    }

    private SnapshotContent Read(SnapshotSet set, Func<CustomerId, StockCodeTable> tableFor)
    {
        SnapshotManifest manifest = SnapshotManifest.Decode(AtomicFile.Read(storage, set.Manifest), logId, set.Manifest);
        List<StoredCustomer> customers = new(checked((int)manifest.Files.Sum(file => file.Customers)));
        for (int shard = 0; shard < manifest.Files.Count; shard++)
        {
            string path = set.Shard(shard);
            if (!storage.Exists(path))
            {
                throw new SnapshotDamagedException(path, "it is missing");
            }

            using IStorageFile file = storage.OpenFile(path);
            uint seed = ShardFile.Seed(logId, manifest.Header.Sequence, shard);
            try
            {
                ShardFile.Read(file, path, seed, manifest.Files[shard], manifest.Header.Window, tableFor, customers);
            }
            catch (Exception cause) when (cause is PayloadFormatException or ArgumentException or OverflowException)
            {
                throw new SnapshotDamagedException(path, cause.Message.TrimEnd('.'), cause);
            }
        }

        return new SnapshotContent(manifest.Header, customers);
    }

    private SnapshotSet NextSet(long sequence)
    {
        int attempt = 0;
        foreach (SnapshotSet set in FinishedSets())
        {
            attempt = set.Sequence == sequence ? Math.Max(attempt, set.Attempt + 1) : attempt;
        }

        return new SnapshotSet(sequence, attempt);
    }

    private void DeleteOld()
    {
        SnapshotSet[] old = [.. FinishedSets().Skip(Kept)];
        foreach (SnapshotSet set in old)
        {
            storage.Delete(set.Manifest);
        }

        if (old.Length > 0)
        {
            DeleteUnfinished();
        }
    }

    /// <summary>Deletes every file that belongs to no finished set, whatever left it there.</summary>
    private void DeleteUnfinished()
    {
        HashSet<SnapshotSet> finished = [.. FinishedSets()];
        foreach (string name in storage.List(SnapshotSet.Folder))
        {
            bool isPart = SnapshotSet.TryParse(name, out SnapshotSet set, out _) && finished.Contains(set);
            if (!isPart || name.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal))
            {
                storage.Delete($"{SnapshotSet.Folder}/{name}");
            }
        }
    }

    /// <summary>The sets that have a manifest, newest first.</summary>
    private IEnumerable<SnapshotSet> FinishedSets()
    {
        List<SnapshotSet> sets = [];
        foreach (string name in storage.List(SnapshotSet.Folder))
        {
            if (SnapshotSet.TryParse(name, out SnapshotSet set, out bool isManifest) && isManifest)
            {
                sets.Add(set);
            }
        }

        return sets.OrderDescending();
    }
}
