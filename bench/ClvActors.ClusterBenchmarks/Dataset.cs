using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Files;

namespace ClvActors.ClusterBenchmarks;

/// <summary>A transaction file in memory, in batches, so that only the service is measured.</summary>
internal static class Dataset
{
    /// <summary>Reads a file and sorts its lines by time, those of one minute as they stand.</summary>
    public static TransactionBatch[] Read(string path, int batchLines)
    {
        using TransactionReader reader = TransactionFile.Open(path, TimeZoneInfo.Utc);
        TransactionLine[] lines = [.. reader.ReadAll().Where(line => line.Line is not null).Select(line => line.Line!).OrderBy(line => line.Time)];
        return [.. lines.Chunk(batchLines).Select(chunk => new TransactionBatch(chunk))];
    }
}
