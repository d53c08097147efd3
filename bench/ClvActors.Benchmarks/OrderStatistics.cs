using BenchmarkDotNet.Attributes;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;

namespace ClvActors.Benchmarks;

/// <summary>What a rescore costs the population's order: one delete, one insert, and its share of a publication.</summary>
[MemoryDiagnoser]
public class OrderStatistics
{
    private const int Updates = 1_000;
    private readonly OrderIndex<RankKey> _index = new();
    private readonly Random _random = new(1);
    private long[] _values = [];
    private MergedOrder<RankKey> _merged = new();

    [Params(10_000, 1_000_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _values = new long[Entries];
        for (int id = 0; id < Entries; id++)
        {
            _values[id] = _random.NextInt64(1_000_000_000);
            _index.Insert(Key(id));
        }

        OrderIndex<RankKey>[] parts = [.. Enumerable.Range(0, 4).Select(_ => new OrderIndex<RankKey>())];
        for (int id = 0; id < Entries; id++)
        {
            parts[id % parts.Length].Insert(Key(id));
        }

        _merged = new MergedOrder<RankKey>([.. parts.Select(part => part.Publish())]);
    }

    [Benchmark(OperationsPerInvoke = Updates, Description = "remove + insert")]
    public void Update()
    {
        for (int update = 0; update < Updates; update++)
        {
            Move(_random.Next(Entries));
        }
    }

    [Benchmark(OperationsPerInvoke = Updates, Description = "remove + insert, published every 100")]
    public OrderSnapshot<RankKey> UpdateAndPublish()
    {
        for (int update = 0; update < Updates; update++)
        {
            Move(_random.Next(Entries));
            if (update % 100 == 0)
            {
                _index.Publish();
            }
        }

        return _index.Publish();
    }

    [Benchmark(Description = "rank over 4 parts")]
    public int Rank() => _merged.CountBefore(new BeforeEntry<RankKey>(Key(_random.Next(Entries))));

    [Benchmark(Description = "selection over 4 parts")]
    public RankKey Select() => _merged.Select(_random.Next(Entries));

    [Benchmark(Description = "quintile edges over 4 parts")]
    public QuintileEdges Edges() => QuintileEdges.Of(_merged);

    private RankKey Key(int id) => new(_values[id], CustomerId.FromNumber(id));

    private void Move(int id)
    {
        _index.Remove(Key(id));
        _values[id] = _random.NextInt64(1_000_000_000);
        _index.Insert(Key(id));
    }
}
