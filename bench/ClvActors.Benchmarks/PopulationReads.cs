using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ClvActors.Domain.Features;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;

namespace ClvActors.Benchmarks;

/// <summary>What the pages ask of the embedded engine: surveys, searches, purchases; and what a survey costs those who ingest meanwhile.</summary>
/// <remarks>The shop is made once for all of them, which takes minutes, so they run in this process; setups must not be asynchronous there. A million customers take about 4 GiB.</remarks>
[MemoryDiagnoser]
[Config(typeof(OneProcess))]
public class PopulationReads
{
    private const int Cuts = 12;

    private readonly List<double> _acknowledged = [];
    private SurveyedShop _shop = null!;
    private SurveyRequest _request = null!;
    private CustomerId[] _ids = null!;
    private Task _surveys = Task.CompletedTask;
    private volatile bool _isStopping;
    private int _taken;
    private int _next;

    [Params(1_000_000, 5_900)]
    public int Customers { get; set; }

    [GlobalSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    [GlobalSetup(Target = nameof(IngestDuringSurveys))]
    public void SetupSurveys()
    {
        Setup();
        _surveys = Task.Run(async () =>
        {
            while (!_isStopping)
            {
                await _shop.Service.SurveyAsync(_request);
                _taken++;
            }
        });
    }

    [GlobalCleanup]
    public void Tell()
    {
        _isStopping = true;
        _surveys.GetAwaiter().GetResult();
        _acknowledged.Sort();
        if (_acknowledged.Count > 0)
        {
            Console.WriteLine($"// {Customers:N0} customers: {_acknowledged.Count:N0} batches, acknowledged p50 {At(50):0.00} ms, p99 {At(99):0.00} ms, longest {At(100):0.00} ms; {_taken:N0} surveys");
        }

        double At(int percent) => _acknowledged[(_acknowledged.Count - 1) * percent / 100];
    }

    /// <summary>63 features by up to 12 cuts, density, 5,000 drawn, 20 movers.</summary>
    [Benchmark]
    public async Task<PopulationSurvey> Survey() => await _shop.Service.SurveyAsync(_request);

    /// <summary>What the overview asks for: density and movers.</summary>
    [Benchmark]
    public async Task<PopulationSurvey> SurveyWithoutFeatures() => await _shop.Service.SurveyAsync(new SurveyRequest { Density = true, Movers = 20 });

    /// <summary>Twenty ids of a prefix of one to four digits.</summary>
    [Benchmark]
    public async Task<IReadOnlyList<CustomerId>> Search()
    {
        string id = _ids[_next = (_next + 1) % _ids.Length].ToString();
        return await _shop.Service.SearchAsync(id[..(1 + (_next % 4))], 20);
    }

    /// <summary>The invoices of 1,000 customers.</summary>
    [Benchmark]
    public async Task<IReadOnlyList<CustomerPurchases>> Purchases() => await _shop.Service.PurchasesAsync(_ids);

    /// <summary>A durable batch of 100 sales, nothing else going on but settling.</summary>
    [Benchmark]
    public Task<IngestResult> Ingest() => IngestOneAsync();

    /// <summary>The same while one survey follows the other.</summary>
    [Benchmark]
    public Task<IngestResult> IngestDuringSurveys() => IngestOneAsync();

    private async Task SetupAsync()
    {
        _shop = await SurveyedShop.OfAsync(Customers);
        IReadOnlyList<CustomerSummary> sample = (await _shop.Service.SurveyAsync(new SurveyRequest { Sample = 2_000 })).Sample;
        _request = new SurveyRequest
        {
            FeatureCuts = [.. Enumerable.Range(0, FeatureSet.Count).Select(feature => CutsOf([.. sample.Select(one => one.Record.Features[feature]).Order()]))],
            ValueCuts = CutsOf([.. sample.Select(one => one.Record.PredictedValue).Order()]),
            Density = true,
            Sample = 5_000,
            Movers = 20,
        };
        _ids = [.. sample.Take(1_000).Select(one => one.Record.Id)];
    }

    private sealed class OneProcess : ManualConfig
    {
        public OneProcess() => AddJob(Job.ShortRun.WithToolchain(new InProcessEmitToolchain(TimeSpan.FromHours(1), logOutput: true)));
    }

    private static double[] CutsOf(double[] ascending) =>
        [.. Enumerable.Range(1, Cuts).Select(cut => ascending[(ascending.Length - 1) * cut / (Cuts + 1)]).Distinct()];

    private async Task<IngestResult> IngestOneAsync()
    {
        TransactionBatch batch = _shop.Sales(100);
        long start = Stopwatch.GetTimestamp();
        IngestResult result = await _shop.Service.IngestAsync(batch);
        _acknowledged.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return result;
    }
}
