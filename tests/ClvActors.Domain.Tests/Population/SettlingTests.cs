using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Tests.Scoring;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Population;

public sealed class SettlingTests
{
    private static readonly ObservationWindow Window = new(SampleRecords.Today);

    private static readonly RankKeys Keys = RankKeys.Of(
        CustomerId.FromNumber(5), new WindowTotals { LastDay = SampleRecords.Today - 3, Invoices = 4, Spend = new Money(1_000) });

    [Fact]
    public void Holds_RecordOfAnOlderFeatureSet_No()
    {
        CustomerRecord record = SampleRecords.Record(10, features: FeatureVector.OfOlder(new double[FeatureSet.Reference.Count]).Values.ToArray());
        Assert.False(Settling.Holds(record, Window, null, RankEdges.None));
    }

    [Fact]
    public void Holds_SameWindowAndQuintiles_WhateverTheVersionOfTheEdges()
    {
        CustomerRecord record = SampleRecords.Record(10, scores: new RfmScores(3, 3, 3));
        Assert.True(Settling.Holds(record, Window, Keys, RankEdges.None));
        Assert.True(Settling.Holds(record, Window, Keys, RankEdges.None with { Version = 99 }));
        Assert.True(Settling.Holds(SampleRecords.Record(10, scores: new RfmScores(5, 4, 1)), Window, Keys, Edges(recency: 1, frequency: 4, monetary: 1)));
    }

    [Theory]
    [InlineData(2, 4, 1)]
    [InlineData(1, 3, 1)]
    [InlineData(1, 4, 2)]
    public void Holds_OneQuintileChanges_NotAnyMore(int recency, int frequency, int monetary) => Assert.False(
        Settling.Holds(SampleRecords.Record(10, scores: new RfmScores(5, 4, 1)), Window, Keys, Edges(recency, frequency, monetary)));

    [Theory]
    [InlineData(PredictionSource.Model, 0, true)]
    [InlineData(PredictionSource.ColdStart, 0, true)]
    [InlineData(PredictionSource.Lapsed, 0, false)]
    [InlineData(PredictionSource.Lapsed, 3, true)]
    [InlineData(PredictionSource.Pending, 3, false)]
    public void MovesWithDate_AnyRecord_IfItsPredictionDoes(PredictionSource source, double value, bool moves) =>
        Assert.Equal(moves, Settling.MovesWithDate(SampleRecords.Record(value, source)));

    [Fact]
    public void MovesWithDate_LapsedAtZeroWithAnotherOutput_Does()
    {
        CustomerRecord record = SampleRecords.Record(0, PredictionSource.Lapsed, prediction: new Prediction { Value = 0, ProbabilityAlive = 0.25 });
        Assert.True(Settling.MovesWithDate(record));
    }

    [Fact]
    public void Holds_AnotherDay_NotAnyMore()
    {
        CustomerRecord record = SampleRecords.Record(10, scores: new RfmScores(3, 3, 3));
        Assert.False(Settling.Holds(record, new ObservationWindow(SampleRecords.Today + 1), Keys, RankEdges.None));
        Assert.False(Settling.Holds(record, ObservationWindow.Unset, Keys, RankEdges.None));
    }

    [Fact]
    public void Holds_OutsideThePopulation_EdgesDoNotMatter() => Assert.True(
        Settling.Holds(SampleRecords.Record(0, PredictionSource.Lapsed), Window, null, Edges(1, 1, 1)));

    // Edges between which the customer of these keys stands in the wanted quintiles of the ascending orders.
    private static RankEdges Edges(int recency, int frequency, int monetary) =>
        new(7, Around(Keys.Recency, recency), Around(Keys.Frequency, frequency), Around(Keys.Monetary, monetary));

    private static QuintileEdges Around(RankKey key, int quintile)
    {
        RankKey Edge(int number) => key with { Value = key.Value + (number < quintile ? number - 10 : number) };
        return new QuintileEdges(Edge(1), Edge(2), Edge(3), Edge(4));
    }
}
