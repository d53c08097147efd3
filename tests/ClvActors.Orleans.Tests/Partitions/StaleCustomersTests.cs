using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Tests.Partitions;

public sealed class StaleCustomersTests
{
    // Until there are edges everyone is in quintile 3.
    private static readonly RfmScores Middle = new(3, 3, 3);

    [Theory]
    [InlineData(PredictionSource.Model, 1, SampleEntries.Today, 3, "first", false)]
    [InlineData(PredictionSource.Model, 1, SampleEntries.Today - 1, 3, "first", true)]
    [InlineData(PredictionSource.Model, 1, SampleEntries.Today, 4, "first", true)]
    [InlineData(PredictionSource.ColdStart, 1, SampleEntries.Today, 3, "second", true)]
    [InlineData(PredictionSource.Lapsed, 0, SampleEntries.Today - 1, 0, "first", false)]
    [InlineData(PredictionSource.Lapsed, 1, SampleEntries.Today - 1, 0, "first", true)]
    [InlineData(PredictionSource.Lapsed, 1, SampleEntries.Today, 0, "first", false)]
    [InlineData(PredictionSource.Lapsed, 0, SampleEntries.Today, 0, "second", true)]
    [InlineData(PredictionSource.Pending, 1, SampleEntries.Today - 1, 0, "first", false)]
    [InlineData(PredictionSource.Pending, 1, SampleEntries.Today, 0, "second", true)]
    public void IsStale_AnyRecord_FollowsWindowQuintileAndBundle(
        PredictionSource source, double value, int asOfDay, byte quintile, string fingerprint, bool isStale)
    {
        CustomerEntry entry = SampleEntries.Entry("1", value: value, source: source, asOfDay: asOfDay, scores: new RfmScores(3, quintile, 3), fingerprint: fingerprint);
        Assert.Equal(isStale, StaleCustomers.IsStale(entry, SampleEntries.View()));
    }

    [Theory]
    [InlineData(PredictionSource.Model)]
    [InlineData(PredictionSource.Lapsed)]
    [InlineData(PredictionSource.Pending)]
    public void IsStale_RecordOfTheReferenceSet_Always(PredictionSource source)
    {
        CustomerEntry entry = SampleEntries.Entry("1", source: source, scores: Middle, features: FeatureVector.OfOlder(new double[FeatureSet.Reference.Count]).Values.ToArray());
        Assert.True(StaleCustomers.IsStale(entry, SampleEntries.View()));
    }

    [Fact]
    public void NextStale_WhileEntriesArrive_ReachesEveryoneAndNobodyInVain()
    {
        for (int seed = 1; seed <= 200; seed++)
        {
            Random random = new(seed);
            PopulationPartition partition = new();
            Dictionary<CustomerId, CustomerEntry> newest = [];
            int customers = random.Next(1, 40);
            for (int customer = 0; customer < customers; customer++)
            {
                Tell(Next($"{customer}", SampleEntries.Today - random.Next(2)));
            }

            PopulationView view = SampleEntries.View(version: 5);
            partition.SweepTo(view);
            while (partition.NextStale() is { } id)
            {
                Assert.True(StaleCustomers.IsStale(newest[id], view), $"seed {seed}: {id} was visited in vain");
                switch (random.Next(4))
                {
                    case 0:
                        // Its call failed.
                        partition.Revisit(id);
                        break;
                    case 1:
                        // Somebody else was quicker.
                        Tell(Next(id.ToString(), SampleEntries.Today));
                        break;
                    default:
                        CustomerEntry swept = Next(id.ToString(), SampleEntries.Today);
                        newest[id] = swept;
                        partition.ApplySwept(swept);
                        break;
                }

                if (random.Next(3) == 0)
                {
                    Tell(Next($"{random.Next(customers + 3)}", SampleEntries.Today - random.Next(2)));
                }

                // A slice ends and the next begins.
                partition.SweepTo(view);
            }

            Assert.True(partition.IsSwept(), $"seed {seed}");
            Assert.True(newest.Values.All(entry => !StaleCustomers.IsStale(entry, view)), $"seed {seed}: somebody was left behind");

            CustomerEntry Next(string id, int asOfDay) =>
                SampleEntries.Entry(id, (newest.GetValueOrDefault(CustomerId.Parse(id))?.Version ?? 0) + 1, asOfDay: asOfDay, lastDay: asOfDay - 3, scores: Middle);

            void Tell(CustomerEntry entry)
            {
                newest[entry.Id] = entry;
                partition.Apply(entry);
            }
        }
    }

    [Fact]
    public void NextStale_CustomerThatIsAheadOfTheView_IsVisitedOnce()
    {
        PopulationPartition partition = new();
        partition.Apply(SampleEntries.Entry("1", asOfDay: SampleEntries.Today - 1, scores: Middle));
        partition.SweepTo(SampleEntries.View());
        Assert.NotNull(partition.NextStale());
        partition.ApplySwept(SampleEntries.Entry("1", version: 2, asOfDay: SampleEntries.Today + 1, scores: Middle));
        Assert.True(partition.IsSwept());
        partition.SweepTo(SampleEntries.View(version: 2, asOfDay: SampleEntries.Today + 2));
        Assert.False(partition.IsSwept());
        Assert.NotNull(partition.NextStale());
    }

    [Fact]
    public void NextStale_OtherEdges_ConcernOnlyThoseWhoseQuintileMoves()
    {
        PopulationPartition partition = new();
        for (int customer = 1; customer <= 11; customer++)
        {
            partition.Apply(SampleEntries.Entry($"{customer}", lastDay: SampleEntries.Today - 20, frequency: 3, spend: customer, scores: Middle));
        }

        // By recency and frequency all are equal and so by id; only ids 5 to 7 are in the third fifth of all three orders.
        RankEdges edges = new PlainPopulation([.. Enumerable.Range(1, 11).Select(customer => partition.Find(CustomerId.FromNumber(customer))!)]).Edges(1);
        partition.SweepTo(SampleEntries.View(edges: edges));
        List<long> stale = [];
        while (partition.NextStale() is { } id)
        {
            stale.Add(id.Number);
        }

        Assert.Equal([.. Enumerable.Range(1, 11).Where(customer => edges.Monetary.QuintileOf(new RankKey(customer, CustomerId.FromNumber(customer))) != 3).Select(customer => (long)customer)], stale);
        Assert.Equal(9, stale.Count);
    }
}
