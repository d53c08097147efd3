using ClvActors.Domain.Transactions;
using ClvActors.Learning.Evaluation.PurchaseCounts;

namespace ClvActors.Learning.Tests.Evaluation.PurchaseCounts;

public sealed class PurchaseCountTableTests
{
    private static readonly DateOnly AsOf = new(1997, 9, 30);

    [Fact]
    public void Add_DayAfterTheDate_IsRefusedWithBothDates()
    {
        PurchaseHistory history = new(AsOf);

        ArgumentException refused = Assert.Throws<ArgumentException>(() => history.Add(new PurchaseDay(AsOf.AddDays(1), 1, 10)));

        Assert.StartsWith("a purchase of 1997-10-01 is after the as-of date 1997-09-30: features must not see it", refused.Message, StringComparison.Ordinal);
        history.Add(new PurchaseDay(AsOf, 1, 10));
        Assert.Throws<ArgumentException>(() => history.Add(new PurchaseDay(AsOf, 1, 10)));
    }

    [Fact]
    public void From_WorkedExample_HasItsFeaturesAndLabel()
    {
        Dictionary<CustomerId, List<PurchaseDay>> purchases = new()
        {
            [CustomerId.FromNumber(2)] = [new(AsOf.AddDays(-70), 2, 30), new(AsOf.AddDays(-60), 1, 10), new(AsOf.AddDays(-20), 3, 50), new(AsOf.AddDays(10), 1, 99), new(AsOf.AddDays(14), 1, 99), new(AsOf.AddDays(15), 9, 999)],
            [CustomerId.FromNumber(1)] = [new(AsOf, 1, 5)],
            [CustomerId.FromNumber(3)] = [new(AsOf.AddDays(1), 1, 5)],
        };

        PurchaseCountTable table = PurchaseCountTable.From(purchases, AsOf, 14);

        Assert.Equal([CustomerId.FromNumber(1), CustomerId.FromNumber(2)], table.Customers);
        Assert.Equal([0, 2], table.Labels);
        Dictionary<string, double> second = PurchaseCountFeatures.Names.Zip(table.Features[1].ToArray()).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal((20.0, 3.0, 90.0, 30.0, 50.0), (second["days_since_last"], second["purchase_days"], second["spend"], second["spend_avg"], second["spend_max"]));
        Assert.Equal((50 / 7.0, 10.0, 25.0, 25.0, 40.0), (second["tenure_weeks"], second["age_weeks"], second["gap_avg"], second["gap_median"], second["gap_max"]));
        Assert.Equal((6.0, 30.0, 50.0, 2.0), (second["quantity"], second["first_spend"], second["last_spend"], second["first_quantity"]));
        Assert.Equal((1.0, 3.0, 3.0), (second["purchases_30d"], second["purchases_90d"], second["purchases_180d"]));
        Assert.Equal(Math.Pow(2, -70 / 60.0) + Math.Pow(2, -1) + Math.Pow(2, -20 / 60.0), second["purchases_decayed"], 1e-12);
        Assert.Equal(0, table.Features[0][7]);
    }

    [Fact]
    public void From_NobodyUpToTheDate_IsToldInOneLine()
    {
        Dictionary<CustomerId, List<PurchaseDay>> purchases = new() { [CustomerId.FromNumber(3)] = [new(AsOf.AddDays(1), 1, 5)] };

        Assert.Equal("nobody bought anything up to 1997-09-30", Assert.Throws<InvalidDataException>(() => PurchaseCountTable.From(purchases, AsOf, 14)).Message);
    }
}
