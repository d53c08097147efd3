using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Features;

public class FeatureCompletionTests
{
    private static readonly DateOnly AsOf = new(2011, 2, 28);

    [Fact]
    public void Complete_ReferenceFeatures_TakeTheMedians()
    {
        double[] medians = [.. Enumerable.Range(1, FeatureSet.Count).Select(index => index * 1.5)];
        double[] known = Known(("frequency", 4));
        double[] features = FeatureCompletion.Complete(known, medians);
        Assert.Equal(medians[..22].Select((median, index) => index == 1 ? 4 : median), features[..22]);
    }

    [Fact]
    public void Complete_WhatIsKnown_IsLeftAlone()
    {
        Random random = new(5);
        double[] known = [.. Enumerable.Range(0, FeatureSet.Count).Select(_ => random.NextDouble())];
        Assert.Equal(known, FeatureCompletion.Complete(known, new double[FeatureSet.Count]));
    }

    [Fact]
    public void Complete_NothingKnownOfNobody_IsZero() =>
        Assert.All(FeatureCompletion.Complete(Known(), new double[FeatureSet.Count]), value => Assert.Equal(0, value));

    [Fact]
    public void Complete_AnyKnownFeatures_AreFinite()
    {
        Random random = new(8);
        for (int round = 0; round < 2_000; round++)
        {
            double[] known = [.. Enumerable.Range(0, FeatureSet.Count).Select(_ => random.Next(4) == 0 ? random.Next(3) * random.NextDouble() * 400 : double.NaN)];
            double[] medians = [.. Enumerable.Range(0, FeatureSet.Count).Select(_ => random.Next(3) * 10.0)];
            Assert.All(FeatureCompletion.Complete(known, medians), value => Assert.True(double.IsFinite(value), $"round {round}"));
        }
    }

    [Fact]
    public void Complete_OnePurchase_IsThatPurchase()
    {
        double[] features = FeatureCompletion.Complete(
            Known(("recency_days", 40), ("frequency", 1), ("monetary_total", 90), ("monetary_avg", 90), ("monetary_max", 90), ("tenure_days", 0)), Medians());
        Same(features, ("purchase_days", 1), ("age_days", 40), ("first_day_spend", 90), ("last_day_spend", 90), ("largest_day_spend", 90),
            ("repeat_spend_avg", 0), ("spend_30d", 0), ("spend_60d", 90), ("invoices_30d", 0), ("invoices_90d", 1), ("spend_first_half_share", 0),
            ("inter_purchase_days_median", 0), ("inter_purchase_days_max", 0), ("overdue_ratio", 40 / 41.0), ("invoice_spend_median", 90),
            ("invoice_spend_std", 0), ("invoice_spend_trend", 1), ("monetary_max_share", 1), ("active_months", 1), ("weekday_concentration", 1),
            ("cancelled_spend", 0), ("cancellation_invoices", 0), ("cancelled_share", 0), ("inter_purchase_trend", 0));
    }

    [Fact]
    public void Complete_VelocityWithoutTenure_SpreadsPurchasesByIt()
    {
        double[] features = FeatureCompletion.Complete(
            Known(("recency_days", 0), ("frequency", 6), ("monetary_total", 600), ("purchase_velocity", 3)), Medians());
        Same(features, ("spend_30d", 600 * 30 / 60.88), ("invoices_30d", 3), ("invoices_90d", 6), ("active_months", 3));
    }

    [Fact]
    public void Complete_CancelledShare_GivesTheSpend()
    {
        double[] features = FeatureCompletion.Complete(
            Known(("recency_days", 0), ("frequency", 6), ("monetary_total", 600), ("cancelled_share", 0.25)), Medians());
        Same(features, ("cancelled_spend", 150), ("cancellation_invoices", 1));
    }

    // A customer who really buys alike and at even distances must be completed to itself, up to what rounding to days takes.
    [Theory]
    [InlineData(4, 30, 12)]
    [InlineData(12, 14, 3)]
    [InlineData(2, 300, 40)]
    public void Complete_EvenCustomer_IsNearItsTrueFeatures(int frequency, int gap, int recency)
    {
        BatchFeatures batch = new();
        for (int purchase = 0; purchase < frequency; purchase++)
        {
            DateTime time = AsOf.AddDays(-recency - (purchase * gap)).ToDateTime(new TimeOnly(10, 0));
            batch.Add(new TransactionLine($"{purchase}", $"A{purchase}", "", 4, time, new Money(250_000), CustomerId.FromNumber(1), "United Kingdom"));
            batch.Add(new TransactionLine($"{purchase}", "B", "", 1, time, new Money(500_000), CustomerId.FromNumber(1), "United Kingdom"));
        }

        FeatureVector truth = Assert.Single(batch.Compute(AsOf)).Value;
        double[] known = Known([.. FeatureSet.Reference.Names.Select(name => (name, truth[FeatureSet.IndexOf(name)]))]);
        double[] medians = truth.Values.ToArray();
        double[] features = FeatureCompletion.Complete(known, medians);

        string[] exact =
        [
            "age_days", "lifetime_days", "purchase_days", "repeat_spend_avg", "first_day_spend", "last_day_spend", "largest_day_spend",
            "inter_purchase_days_median", "inter_purchase_days_max", "inter_purchase_trend", "overdue_ratio", "invoice_spend_median", "invoice_spend_std",
            "invoice_spend_last3", "invoice_spend_trend", "monetary_max_share", "cancellation_invoices", "cancelled_spend", "cancelled_share",
            "lines_per_invoice", "products_per_invoice", "repeat_product_share", "price_avg", "quantity_per_invoice",
        ];
        Assert.All(exact, name => Assert.Equal(truth[FeatureSet.IndexOf(name)], features[FeatureSet.IndexOf(name)], 1e-9));

        // An even spread has no edges: one purchase may fall on the other side of a limit.
        string[] near = ["invoices_30d", "invoices_90d", "invoices_180d", "active_months"];
        Assert.All(near, name => Assert.Equal(truth[FeatureSet.IndexOf(name)], features[FeatureSet.IndexOf(name)], 1.5));
        double decayed = truth[FeatureSet.IndexOf("spend_decayed_180")];
        Assert.Equal(decayed, features[FeatureSet.IndexOf("spend_decayed_180")], decayed * 0.15);
    }

    private static double[] Known(params (string Name, double Value)[] values)
    {
        double[] known = new double[FeatureSet.Count];
        Array.Fill(known, double.NaN);
        foreach ((string name, double value) in values)
        {
            known[FeatureSet.IndexOf(name)] = value;
        }

        return known;
    }

    private static double[] Medians()
    {
        double[] medians = new double[FeatureSet.Count];
        Array.Fill(medians, 0.5);
        medians[FeatureSet.IndexOf("tenure_days")] = 200;
        return medians;
    }

    private static void Same(double[] features, params (string Name, double Value)[] expected) =>
        Assert.All(expected, feature => Assert.Equal(feature.Value, features[FeatureSet.IndexOf(feature.Name)], 1e-9));
}
