using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Models;
using ClvActors.Embedded.Storage;
using ClvActors.Files;
using ClvActors.Learning.Bundles;
using ClvActors.TestData;

namespace ClvActors.Orleans.Tests.Convergence;

/// <summary>The whole dataset in the order of the file, cut into batches of which some are sent twice, and the embedded engine after them.</summary>
internal sealed class DatasetStream : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-cluster-dataset-");

    private DatasetStream(IReadOnlyList<TransactionBatch> batches, IReadOnlySet<CustomerId> customers)
    {
        Batches = batches;
        Customers = customers;
        Embedded = EmbeddedEngine.Open(
            new DiskStorage(_folder.FullName), new FolderModelLibrary(_folder.FullName), Model, new EngineOptions { SyncsEveryCommit = false }, TimeProvider.System);
    }

    /// <summary>The batches in the order in which they are to be sent.</summary>
    public IReadOnlyList<TransactionBatch> Batches { get; }

    /// <summary>Every id that occurs.</summary>
    public IReadOnlySet<CustomerId> Customers { get; }

    /// <summary>The bundle that comes with the program.</summary>
    public static ModelBundle Model { get; } = ModelBundle.Load(BundleFolder());

    /// <summary>The embedded engine, settled after all batches.</summary>
    public EmbeddedEngine Embedded { get; }

    /// <summary>Reads the dataset and runs it through the embedded engine.</summary>
    public static async Task<DatasetStream> OpenAsync(Random random, int smallest, int largest, double retried)
    {
        List<TransactionBatch> batches = [];
        HashSet<CustomerId> customers = [];
        List<TransactionLine> lines = [];
        int size = random.Next(smallest, largest);
        using (TransactionReader reader = TransactionFile.Open(ReferenceData.OnlineRetail, TimeZoneInfo.Utc))
        {
            foreach (FileLine line in reader.ReadAll())
            {
                lines.Add(line.Line!);
                if (line.Line!.Customer is { } customer)
                {
                    customers.Add(customer);
                }

                if (lines.Count == size)
                {
                    Cut();
                }
            }
        }

        Cut();
        DatasetStream stream = new(batches, customers);
        foreach (TransactionBatch batch in batches)
        {
            await stream.Embedded.IngestAsync(batch);
        }

        await stream.Embedded.SettleAsync();
        return stream;

        void Cut()
        {
            TransactionBatch batch = new([.. lines]);
            batches.Add(batch);
            if (random.NextDouble() < retried)
            {
                batches.Add(random.Next(2) == 0 ? batch : batches[random.Next(batches.Count)]);
            }

            lines.Clear();
            size = random.Next(smallest, largest);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Embedded.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string BundleFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "models", "clv-12m");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("models/clv-12m is not in any folder above the tests");
    }
}
