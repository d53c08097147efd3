using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Orleans.Tests.Convergence;

/// <summary>Compares what two settled services answer, bit for bit; only the numbering of edges is each service's own.</summary>
/// <remarks>
/// Values at month ends are left out: with the dataset and dying silos they have not been compared often enough yet. <see cref="ClusterConvergenceTests"/>, <see cref="MonthEndTests"/> and <see cref="FollowedPartitionTests"/> compare them.
/// </remarks>
internal sealed class ServiceComparison(ICustomerValueService expected, ICustomerValueService actual, string context)
{
    private const int PerPage = 100;

    /// <summary>Compares lookups, lists, segments and the state as a whole.</summary>
    public async Task AssertSameAsync(IEnumerable<CustomerId> ids)
    {
        await AssertSameStatusAsync();
        foreach (CustomerId id in ids)
        {
            AssertSame(id, await expected.FindAsync(id), await actual.FindAsync(id));
        }

        foreach (bool includeLapsed in (bool[])[false, true])
        {
            AssertSame($"portfolio ({includeLapsed})", await expected.PortfolioAsync(includeLapsed), await actual.PortfolioAsync(includeLapsed));
            Assert.Equal(await expected.SegmentsAsync(includeLapsed), await actual.SegmentsAsync(includeLapsed));
            await AssertSamePagesAsync(null, includeLapsed);
            foreach (ClvSegment segment in Enum.GetValues<ClvSegment>())
            {
                await AssertSamePagesAsync(segment, includeLapsed);
            }
        }
    }

    /// <summary>Compares the counts over all lines ever sent.</summary>
    public async Task AssertSameCountsAsync()
    {
        long[] wanted = (await expected.StatusAsync()).Counts.ToArray();
        long[] found = (await actual.StatusAsync()).Counts.ToArray();
        Assert.True(wanted.AsSpan().SequenceEqual(found), $"{context}: counts: wanted {string.Join(' ', wanted)}, found {string.Join(' ', found)}");
    }

    private async Task AssertSameStatusAsync()
    {
        ServiceStatus wanted = await expected.StatusAsync();
        ServiceStatus found = await actual.StatusAsync();
        Assert.True(found.IsSettled, $"{context}: not settled");
        Same(wanted.AsOf, found.AsOf, "as-of date");
        Same(wanted.Customers, found.Customers, "customers");
        Same(wanted.LapsedCustomers, found.LapsedCustomers, "lapsed customers");
        Same(wanted.ScoredCustomers, found.ScoredCustomers, "scored customers");
        Same(wanted.Thresholds, found.Thresholds, "thresholds");
        Same(wanted.BundleId, found.BundleId, "bundle");
    }

    private async Task AssertSamePagesAsync(ClvSegment? segment, bool includeLapsed)
    {
        CustomerPage wanted;
        int page = 0;
        do
        {
            CustomerQuery query = new(++page, PerPage, segment, includeLapsed);
            wanted = await expected.ListAsync(query);
            CustomerPage found = await actual.ListAsync(query);
            Same(wanted.Total, found.Total, $"total of {query}");
            AssertSame($"{query}", wanted.Items, found.Items);
        }
        while (wanted.Items.Count > 0);
    }

    private void AssertSame(string what, IReadOnlyList<CustomerSummary> wanted, IReadOnlyList<CustomerSummary> found)
    {
        Same(wanted.Count, found.Count, $"length of {what}");
        for (int index = 0; index < wanted.Count; index++)
        {
            AssertSame(wanted[index].Record, found[index].Record, $"{what} {index}");
            Same(wanted[index].Segment, found[index].Segment, $"{what} {index} segment");
        }
    }

    private void AssertSame(CustomerId id, CustomerDetail? wanted, CustomerDetail? found)
    {
        Same(wanted is null, found is null, $"whether {id} is nobody");
        if (wanted is null || found is null)
        {
            return;
        }

        AssertSame(wanted.Record, found.Record, $"{id}");
        Same(wanted.Segment, found.Segment, $"{id} segment");
        Same(wanted.PercentileRank, found.PercentileRank, $"{id} percentile");
        Same(wanted.BaseScore, found.BaseScore, $"{id} base score");
        Same(string.Join(' ', wanted.Factors), string.Join(' ', found.Factors), $"{id} factors");
    }

    private void AssertSame(CustomerRecord wanted, CustomerRecord found, string what)
    {
        Same(wanted.Id, found.Id, $"{what} id");
        for (int index = 0; index < FeatureSet.Count; index++)
        {
            Same(wanted.Features[index], found.Features[index], $"{what} {FeatureSet.Names[index]}");
        }

        Same(wanted.Source, found.Source, $"{what} source");
        PopulationComparison.AssertSameBits(wanted.Prediction, found.Prediction, $"{context}: {what}");
        Same(wanted.IntervalLevel, found.IntervalLevel, $"{what} level of the interval");
        Same(wanted.Window, found.Window, $"{what} window");
        Same(wanted.BundleId, found.BundleId, $"{what} bundle");
        Same(wanted.FirstPurchaseDay, found.FirstPurchaseDay, $"{what} first purchase");
        Same(wanted.LastPurchaseDay, found.LastPurchaseDay, $"{what} last purchase");
        Same(wanted.WaitingInvoices, found.WaitingInvoices, $"{what} waiting invoices");
    }

    private void Same<T>(T wanted, T found, string what) =>
        Assert.True(EqualityComparer<T>.Default.Equals(wanted, found), $"{context}: {what}: wanted {wanted}, found {found}");
}
