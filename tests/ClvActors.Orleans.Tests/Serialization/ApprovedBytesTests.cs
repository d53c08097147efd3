using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Orleans.Aggregation;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Serialization;
using ClvActors.Orleans.Tests.Partitions;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Tests.Serialization;

/// <summary>Databases are full of the stored bytes, and silos of two versions tell each other the messages while a cluster is upgraded.</summary>
public sealed class ApprovedBytesTests
{
    public static TheoryData<string> Stored => [.. SampleValues.Stored.Keys];

    public static TheoryData<string> Messages => [.. SampleValues.Messages.Keys];

    [Theory]
    [MemberData(nameof(Stored))]
    public void Serialize_WhatIsStored_WritesTheApprovedBytes(string name) =>
        Approved.Equal(name, OrleansSerializer.Write(SampleValues.Stored[name]));

    [Theory]
    [MemberData(nameof(Stored))]
    public void Deserialize_ApprovedStoredBytes_GivesTheValue(string name)
    {
        object expected = SampleValues.Stored[name];
        Assert.Equal(Shown.Of(expected), Shown.Of(OrleansSerializer.Read(expected.GetType(), Approved.Bytes(name))));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Serialize_WhatTravels_WritesTheApprovedBytes(string name) =>
        Approved.Equal(name, OrleansSerializer.OfAny.SerializeToArray(SampleValues.Messages[name]));

    [Theory]
    [MemberData(nameof(Messages))]
    public void Deserialize_ApprovedMessageBytes_GivesTheValue(string name)
    {
        object expected = SampleValues.Messages[name];
        object? read = OrleansSerializer.OfAny.Deserialize(Approved.Bytes(name));
        Assert.IsType(expected.GetType(), read);
        if (expected is Exception failure)
        {
            Assert.Equal(failure.Message, ((Exception)read).Message);
            return;
        }

        Assert.Equal(Shown.Of(expected), Shown.Of(read));
    }

    [Fact]
    public void Deserialize_FormerStateOfTheAggregator_LeavesWhatItDidNotHaveEmpty()
    {
        // Written before the state held silos and thresholds.
        var read = (AggregatorState)OrleansSerializer.Read(typeof(AggregatorState), Approved.Bytes("Former/aggregator-state"))!;
        AggregatorState now = SampleValues.Aggregator;
        Assert.Equal((now.Format, now.Epoch, now.Completed, now.AsOfDay), (read.Format, read.Epoch, read.Completed, read.AsOfDay));
        Assert.Equal((now.BundleId, now.BundleFingerprint, now.BundleFolder), (read.BundleId, read.BundleFingerprint, read.BundleFolder));
        Assert.Equal(now.Edges, read.Edges);
        Assert.Equal(0, read.ToldThrough);
        Assert.Empty(read.Silos);
        Assert.Empty(read.Bounds);
        Assert.Equal((0, 0, 0), (read.Customers, read.Lapsed, read.Scored));
        Assert.Empty(read.PartitionTerms);
    }

    [Fact]
    public void Deserialize_FormerEntry_HasTheReferenceSetAndMissesTheOtherFeatures()
    {
        byte[] former = Approved.Bytes("Former/customer-entry");
        CustomerEntry now = SampleValues.Entry;
        AssertFormer(now, (CustomerEntry)OrleansSerializer.Read(typeof(CustomerEntry), former));
        Assert.Equal(former, ReferenceSetEntry.BytesOf(now));
    }

    [Fact]
    public void Deserialize_FormerMessagesWithRecords_HaveTheReferenceSet()
    {
        var explained = Assert.IsType<ExplainedCustomer>(OrleansSerializer.OfAny.Deserialize(Approved.Bytes("Former/explained-customer")));
        var told = Assert.IsType<ToldChange>(OrleansSerializer.OfAny.Deserialize(Approved.Bytes("Former/told-change")));
        var slice = Assert.IsType<OrderSlice>(OrleansSerializer.OfAny.Deserialize(Approved.Bytes("Former/order-slice")));
        AssertFormer(SampleValues.Entry, explained.Entry);
        AssertFormer(SampleValues.Entry, told.Entry);
        AssertFormer(SampleValues.Entry, SampleValues.Entry with { Record = Assert.Single(slice.Records) });
    }

    [Fact]
    public void Deserialize_FormerExplanation_NamesTheFeaturesInTheirOrder()
    {
        var read = Assert.IsType<ExplainedCustomer>(OrleansSerializer.OfAny.Deserialize(Approved.Bytes("Former/explained-customer")));
        Assert.Equal((374, 55), (read.HorizonDays, read.ViewVersion));
        (IReadOnlyList<FeatureContribution> factors, double baseScore) = read.Reasons();
        Assert.Equal([new FeatureContribution(FeatureSet.Names[1], 2.5, -1.25), new FeatureContribution(FeatureSet.Names[0], 1.5, 0.5)], factors);
        Assert.Equal(3, baseScore);
    }

    [Fact]
    public void Serialize_RecordWithoutFurtherOutputs_WritesNoneOfThem()
    {
        CustomerRecord plain = SampleEntries.Entry("1").Record;
        CustomerRecord read = Assert.Single(((OrderSlice)OrleansSerializer.Read(typeof(OrderSlice), OrleansSerializer.Write(new OrderSlice(1, [plain])))).Records);
        Assert.Equal(plain.Prediction, read.Prediction);
        Assert.Null(PredictionOutputs.Of(plain));
        Assert.NotNull(PredictionOutputs.Of(SampleValues.Record));
    }

    [Fact]
    public void Deserialize_OutputsWithoutMembers_SayNothing()
    {
        var read = (PredictionOutputs)OrleansSerializer.Read(typeof(PredictionOutputs), OrleansSerializer.WithoutMembers(typeof(PredictionOutputs)));
        Assert.Equal(new Prediction { Value = 1 }, read.ToPrediction(1, double.NaN));
        Assert.True(double.IsNaN(read.IntervalLevel));
    }

    [Fact]
    public void Deserialize_FormerStatus_LeavesWhatItDidNotHaveZero()
    {
        var read = Assert.IsType<ClusterStatus>(OrleansSerializer.OfAny.Deserialize(Approved.Bytes("Former/cluster-status")));
        var now = (ClusterStatus)SampleValues.Messages["cluster-status"];
        Assert.Equal((now.Sequence, now.ToldThrough, now.Silos), (read.Sequence, read.ToldThrough, read.Silos));
        Assert.Equal((0, 0), (read.Numbered, read.ViewVersion));
    }

    [Fact]
    public void Deserialize_FormerTicket_NamesNoView()
    {
        BatchTicket former = ((BatchTicket)SampleValues.Messages["batch-ticket"]) with { ViewVersion = 0 };
        Assert.Equal(former, Assert.IsType<BatchTicket>(OrleansSerializer.OfAny.Deserialize(Approved.Bytes("Former/batch-ticket"))));
        Assert.Equal(former, Assert.IsType<BatchCompletion>(OrleansSerializer.OfAny.Deserialize(Approved.Bytes("Former/batch-completion"))).Ticket);
    }

    [Fact]
    public void Deserialize_FormerView_GivesNoTerms()
    {
        var read = Assert.IsType<PopulationView>(OrleansSerializer.OfAny.Deserialize(Approved.Bytes("Former/population-view")));
        Assert.Equal(Shown.Of(SampleValues.View with { PartitionTerms = [] }), Shown.Of(read));
    }

    private static void AssertFormer(CustomerEntry expected, CustomerEntry read)
    {
        FeatureVector features = read.Record.Features;
        Assert.Equal(expected.Record.Features.Values[..22].ToArray(), features.Values[..22].ToArray());
        Assert.All(features.Values[22..].ToArray(), value => Assert.True(double.IsNaN(value)));
        Assert.False(features.IsComplete);

        // It says a value and a raw score, and nothing of what predictions have said since.
        Prediction now = expected.Record.Prediction;
        Prediction former = new() { Value = now.Value, RawScore = now.RawScore };
        Assert.Equal(former, read.Record.Prediction);
        Assert.True(double.IsNaN(read.Record.IntervalLevel));
        string asFormer = Shown.Of(expected).Replace(Shown.Of(now), Shown.Of(former), StringComparison.Ordinal).Replace("IntervalLevel: 0.8", "IntervalLevel: NaN", StringComparison.Ordinal);
        Assert.Equal(asFormer, Shown.Of(read).Replace(Shown.Of(features), Shown.Of(expected.Record.Features), StringComparison.Ordinal));
    }
}
