using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Models;
using ClvActors.Embedded.Storage;
using ClvActors.Learning.Bundles;

namespace ClvActors.Benchmarks;

/// <summary>An embedded engine on disk with so many customers, each with two invoices around one month end, settled; made once for each size and process.</summary>
internal sealed class SurveyedShop
{
    private const int LinesPerBatch = 50_000;
    private const int Invoices = 2;

    private static readonly Dictionary<int, SurveyedShop> Known = [];

    private readonly Random _random = new(1);
    private int _invoice;

    private SurveyedShop(int customers)
    {
        Customers = customers;
        string folder = Directory.CreateTempSubdirectory("clv-survey-").FullName;
        IValueModel model = ModelBundle.Load(Path.Combine(ShippedBundles.Folder, ShippedBundles.DefaultId));
        EmbeddedEngine engine = EmbeddedEngine.Open(
            new DiskStorage(folder), new FolderModelLibrary(folder), model, new EngineOptions { SnapshotAfterLines = long.MaxValue, LongestUnsettled = TimeSpan.FromHours(1) }, TimeProvider.System);
        Service = engine;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }

    /// <summary>How many customers there are.</summary>
    public int Customers { get; }

    /// <summary>The engine.</summary>
    public ICustomerValueService Service { get; }

    /// <summary>The shop of a size.</summary>
    public static async Task<SurveyedShop> OfAsync(int customers)
    {
        if (!Known.TryGetValue(customers, out SurveyedShop? shop))
        {
            shop = new SurveyedShop(customers);
            await shop.FillAsync();
            Known.Add(customers, shop);
        }

        return shop;
    }

    /// <summary>So many sales of the newest day to any customers.</summary>
    public TransactionBatch Sales(int lines) => new([.. Enumerable.Range(0, lines).Select(_ => Line(_random.Next(Customers), new DateTime(2011, 7, 2)))]);

    private async Task FillAsync()
    {
        for (int invoice = 0; invoice < Invoices; invoice++)
        {
            for (int first = 0; first < Customers; first += LinesPerBatch)
            {
                DateTime start = new DateTime(2011, 6, 1).AddDays(29 * invoice);
                await Service.IngestAsync(new TransactionBatch(
                    [.. Enumerable.Range(first, Math.Min(LinesPerBatch, Customers - first)).Select(customer => Line(customer, start.AddDays(_random.Next(invoice == 1 ? 3 : 28))))]));
            }
        }

        await Service.SettleAsync();
    }

    private TransactionLine Line(int customer, DateTime day) => new(
        $"{++_invoice}", $"{20_000 + _random.Next(3_000)}", "", _random.Next(1, 50), day.AddMinutes(_random.Next(8 * 60, 20 * 60)), new Money(_random.Next(1, 200) * 500),
        CustomerId.FromNumber(10_000 + (customer * 7L)), "United Kingdom");
}
