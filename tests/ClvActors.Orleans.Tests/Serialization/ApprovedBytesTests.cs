using ClvActors.Domain.Features;
using ClvActors.Orleans.Aggregation;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;

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
    public void Deserialize_FormerStatus_LeavesWhatItDidNotHaveZero()
    {
        var read = Assert.IsType<ClusterStatus>(OrleansSerializer.OfAny.Deserialize(Approved.Bytes("Former/cluster-status")));
        var now = (ClusterStatus)SampleValues.Messages["cluster-status"];
        Assert.Equal((now.Sequence, now.ToldThrough, now.Silos), (read.Sequence, read.ToldThrough, read.Silos));
        Assert.Equal((0, 0), (read.Numbered, read.ViewVersion));
    }

    private static void AssertFormer(CustomerEntry expected, CustomerEntry read)
    {
        FeatureVector features = read.Record.Features;
        Assert.Equal(expected.Record.Features.Values[..22].ToArray(), features.Values[..22].ToArray());
        Assert.All(features.Values[22..].ToArray(), value => Assert.True(double.IsNaN(value)));
        Assert.False(features.IsComplete);
        Assert.Equal(Shown.Of(expected), Shown.Of(read).Replace(Shown.Of(features), Shown.Of(expected.Record.Features), StringComparison.Ordinal));
    }
}
