using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Queries;
using ClvActors.Embedded.Shards;
using ClvActors.Embedded.Tests.Models;
using ClvActors.Embedded.Tests.Storage;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>The engine's core on a simulated disk, driven step by step on the test's thread.</summary>
internal sealed class DrivenEngine : IDisposable
{
    private const ulong LogId = 0x1122_3344_5566_7788;

    private EngineCore? _core;

    private DrivenEngine(SimulatedStorage storage, EngineOptions options, MemoryModelLibrary models, IValueModel model, TimeProvider time)
    {
        Storage = storage;
        Options = options;
        Models = models;
        Model = model;
        Time = time;
    }

    public SimulatedStorage Storage { get; private set; }

    public EngineOptions Options { get; private set; }

    public MemoryModelLibrary Models { get; }

    /// <summary>The bundle that the next opening asks for.</summary>
    public IValueModel Model { get; set; }

    public TimeProvider Time { get; }

    public EngineCore Core => _core ?? throw new InvalidOperationException("The engine is not open.");

    /// <summary>Makes an empty directory and opens it.</summary>
    public static DrivenEngine Start(int seed, EngineOptions? options = null, IValueModel? model = null, TimeProvider? time = null)
    {
        DrivenEngine engine = Prepare(seed, options, model, time);
        engine.Open();
        return engine;
    }

    /// <summary>Makes an empty directory.</summary>
    public static DrivenEngine Prepare(int seed, EngineOptions? options = null, IValueModel? model = null, TimeProvider? time = null) =>
        new(new SimulatedStorage(seed), options ?? new EngineOptions { Shards = 2 }, new MemoryModelLibrary(), model ?? new ExponentialModel("first", 1), time ?? new ManualTime());

    public void Open() => _core = EngineCore.Open(Storage, Options, Models, Model, LogId, new InlineShardExecutor(), Time);

    /// <summary>Kills the process and opens the directory again.</summary>
    public void KillAndOpen(int? shards = null)
    {
        Kill();
        Options = Options with { Shards = shards ?? Options.Shards };
        Open();
    }

    /// <summary>Kills the process; the directory is not opened again.</summary>
    public void Kill()
    {
        _core = null;
        Storage = Storage.Kill();
    }

    /// <summary>Loses power; the directory is not opened again.</summary>
    public void LosePower()
    {
        _core = null;
        Storage = Storage.Crash();
    }

    /// <summary>Takes a snapshot, closes and opens the directory again.</summary>
    public void CloseAndOpen(int? shards = null)
    {
        Core.TakeSnapshot();
        Dispose();
        Options = Options with { Shards = shards ?? Options.Shards };
        Open();
    }

    /// <summary>Another engine on a copy of the log and nothing else.</summary>
    public DrivenEngine OpenFromLogAlone(int shards)
    {
        DrivenEngine copy = new(new SimulatedStorage(1), Options with { Shards = shards }, Models, Core.Published.Model, Time);
        foreach (string file in Storage.List(string.Empty))
        {
            copy.Storage.Put(file, Storage.Bytes(file));
        }

        copy.Open();
        return copy;
    }

    /// <summary>Sends one batch in a group of its own.</summary>
    /// <exception cref="ServiceUnavailableException">It was refused.</exception>
    public IngestResult Send(TransactionBatch batch) => SendGroup([batch])[0];

    /// <summary>Sends batches as one commit group.</summary>
    public IngestResult[] SendGroup(IReadOnlyList<TransactionBatch> batches)
    {
        PendingBatch[] group = [.. batches.Select(Prepare)];
        Core.RunGroup(group);
        return [.. group.Select(batch => batch.Acknowledgement.GetAwaiter().GetResult())];
    }

    public void AdvanceTo(DateOnly asOf)
    {
        Core.AdvanceAsOf(asOf);
        Core.Settle();
    }

    /// <summary>Asks the published population everything.</summary>
    public ObservedPopulation Observe(IEnumerable<CustomerId> ids)
    {
        PopulationSnapshot population = Core.Published;
        return new ObservedPopulation
        {
            AsOf = population.Window.AsOf,
            IsSettled = population.IsSettled,
            BundleId = population.Model.Id,
            EdgesVersion = population.Edges.Version,
            Totals = (population.Everyone.Count, population.Lapsed.Count, population.Scored.Count),
            Thresholds = population.Thresholds,
            Customers = ids.ToDictionary(id => id, id => Find(population, id)),
            Portfolio = CustomerLists.All(population, includeLapsed: false),
            PortfolioWithLapsed = CustomerLists.All(population, includeLapsed: true),
            Pages = ObservedPopulation.Lists().ToDictionary(list => list, list => (IReadOnlyList<CustomerPage>)Pages(population, list.Segment, list.IncludeLapsed)),
            Segments = SegmentSummaries.Of(population, includeLapsed: false),
            SegmentsWithLapsed = SegmentSummaries.Of(population, includeLapsed: true),
        };
    }

    public void Dispose()
    {
        _core?.Dispose();
        _core = null;
    }

    /// <summary>A batch as the commit loop takes it; it notes the span that is current.</summary>
    public PendingBatch Prepare(TransactionBatch batch)
    {
        TransactionLine[] kept = [.. batch.Lines.Where(line => line.Customer is not null)];
        int without = batch.Lines.Count - kept.Length;
        return new PendingBatch(
            PreparedBatch.From(kept, batch.MalformedLines, without, Core.ShardCount), BatchCodec.Encode(kept, batch.MalformedLines, without));
    }

    private static ObservedCustomer? Find(PopulationSnapshot population, CustomerId id)
    {
        RecordEntry entry = population.Find(id);
        return entry.Record is not { } record
            ? null
            : new ObservedCustomer(
                record,
                population.SegmentOf(record),
                population.PercentileRankOf(record),
                population.IsSettled ? population.Edges.Version : record.EdgesVersion,
                entry.History);
    }

    private static List<CustomerPage> Pages(PopulationSnapshot population, ClvSegment? segment, bool includeLapsed)
    {
        List<CustomerPage> pages = [];
        do
        {
            pages.Add(CustomerLists.Page(population, new CustomerQuery(pages.Count + 1, ObservedPopulation.PerPage, segment, includeLapsed)));
        }
        while (pages[^1].Items.Count > 0);
        return pages;
    }
}
