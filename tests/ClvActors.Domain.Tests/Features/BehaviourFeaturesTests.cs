using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Features;

public class BehaviourFeaturesTests
{
    private static readonly CustomerId Customer = CustomerId.FromNumber(7);
    private static readonly DateOnly AsOf = new(2011, 2, 28);

    [Fact]
    public void Write_WorkedByHand_EveryFeature()
    {
        TransactionLine[] lines =
        [
            Line("1", "A", 1, "2009-12-24 09:00", 1m),       // left the window; the first purchase ever
            Line("2", "A", 2, "2010-10-04 08:30", 10m),      // Monday, 147 days before D
            Line("2", "B", 1, "2010-10-04 08:31", 30m),
            Line("3", "B", 1, "2010-10-04 14:30", 50m),      // the same day: 100 in all
            Line("4", "A", 4, "2011-02-07 11:59", 25m),      // Monday, 126 days later and 21 before D
            Line("5", "C", 2, "2011-02-22 12:00", 100m),     // Tuesday, 15 days later and 6 before D
            Line("C6", "A", -1, "2011-02-23 10:00", 10m),
            Line("C6", "D", 1, "2011-02-23 10:00", 7m),      // a discount taken back: no product, but cancelled
            Line("C6", "A", -5, "2011-02-23 10:00", 10m),    // repeats a kept line
            Line("C7", "A", -1, "2011-03-01 10:00", 10m),    // waits
            Line("C8", "A", -1, "2010-02-28 10:00", 10m),    // left the window
            Line("9", "A", 9, "2011-03-01 10:00", 10m),      // waits
        ];
        Dictionary<string, double> expected = new()
        {
            ["age_days"] = 147,
            ["lifetime_days"] = 431,
            ["purchase_days"] = 3,
            ["repeat_spend_avg"] = 150,
            ["first_day_spend"] = 100,
            ["last_day_spend"] = 200,
            ["largest_day_spend"] = 200,
            ["spend_30d"] = 300,
            ["spend_60d"] = 300,
            ["spend_90d"] = 300,
            ["spend_180d"] = 400,
            ["invoices_30d"] = 2,
            ["invoices_90d"] = 2,
            ["invoices_180d"] = 4,
            ["spend_first_half_share"] = 0,
            ["spend_decayed_30"] = (100 * Math.Pow(2, -147 / 30.0)) + (100 * Math.Pow(2, -21 / 30.0)) + (200 * Math.Pow(2, -6 / 30.0)),
            ["spend_decayed_90"] = (100 * Math.Pow(2, -147 / 90.0)) + (100 * Math.Pow(2, -21 / 90.0)) + (200 * Math.Pow(2, -6 / 90.0)),
            ["spend_decayed_180"] = (100 * Math.Pow(2, -147 / 180.0)) + (100 * Math.Pow(2, -21 / 180.0)) + (200 * Math.Pow(2, -6 / 180.0)),
            ["invoices_decayed_90"] = (2 * Math.Pow(2, -147 / 90.0)) + Math.Pow(2, -21 / 90.0) + Math.Pow(2, -6 / 90.0),
            ["inter_purchase_days_median"] = 70.5,
            ["inter_purchase_days_max"] = 126,
            ["inter_purchase_trend"] = -111,
            ["overdue_ratio"] = 6 / 70.5,
            ["invoice_spend_median"] = 75,
            ["invoice_spend_std"] = Math.Sqrt(15_000 / 3.0),
            ["invoice_spend_last3"] = 350 / 3.0,
            ["invoice_spend_trend"] = 350 / 3.0 / 100,
            ["monetary_max_share"] = 0.5,
            ["cancellation_invoices"] = 1,
            ["cancelled_spend"] = 17,
            ["cancelled_share"] = 17 / 400.0,
            ["lines_per_invoice"] = 1.25,
            ["products_per_invoice"] = 0.75,
            ["repeat_product_share"] = 0.4,
            ["price_avg"] = 40,
            ["quantity_per_invoice"] = 2.5,
            ["active_months"] = 2,
            ["hour_avg"] = (8.5 + 14.5 + (11 + (59 / 60.0)) + 12) / 4,
            ["morning_purchase_ratio"] = 0.5,
            ["weekday_concentration"] = 2 / 3.0,
            ["q4_spend_share"] = 0.25,
        };
        BatchFeatures batch = new();
        CustomerState state = new(Customer, new StockCodeTable(), ObservationWindow.At(AsOf));
        foreach (TransactionLine line in lines)
        {
            batch.Add(line);
            Apply(state, line);
        }

        FeatureVector vector = Assert.Single(batch.Compute(AsOf)).Value;

        Assert.Equal(FeatureSet.Names.Skip(22), FeatureSet.Names.Where(expected.ContainsKey));
        Assert.All(expected, feature =>
        {
            // The decay's weights are rounded to 2^-20.
            double slack = feature.Key.Contains("decayed") ? 1e-5 : 1e-12;
            Assert.Equal(feature.Value, vector[FeatureSet.IndexOf(feature.Key)], slack * Math.Max(1, Math.Abs(feature.Value)));
        });
        Assert.Equal(vector.Values[22..].ToArray(), FeaturesOf(state)[22..]);
    }

    [Fact]
    public void Write_OnePurchase_NothingToCompareWith()
    {
        CustomerState state = new(Customer, new StockCodeTable(), ObservationWindow.At(AsOf));
        Apply(state, Line("1", "A", 3, "2011-02-25 10:00", 2m));
        double[] features = FeaturesOf(state);
        foreach (string name in (string[])["repeat_spend_avg", "inter_purchase_days_median", "inter_purchase_days_max", "inter_purchase_trend", "invoice_spend_std", "spend_first_half_share"])
        {
            Assert.Equal(0, features[FeatureSet.IndexOf(name)]);
        }

        Assert.Equal(0.75, features[FeatureSet.IndexOf("overdue_ratio")]);
        Assert.Equal(6, features[FeatureSet.IndexOf("invoice_spend_last3")]);
        Assert.All(features, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Write_OddNumberOfGaps_TheMiddleOneIsInNeitherHalf()
    {
        CustomerState state = new(Customer, new StockCodeTable(), ObservationWindow.At(AsOf));
        foreach (string day in (string[])["2010-06-01", "2010-06-04", "2010-10-01", "2010-10-11"])
        {
            Apply(state, Line(day, "A", 1, $"{day} 10:00", 1m));
        }

        double[] features = FeaturesOf(state);
        Assert.Equal(10 - 3, features[FeatureSet.IndexOf("inter_purchase_trend")]);
        Assert.Equal(10, features[FeatureSet.IndexOf("inter_purchase_days_median")]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000_000)]
    [InlineData(3_000_000_000_000)]
    public void Write_EqualInvoicesOfAnySize_DeviateByExactlyZero(long tenThousandths)
    {
        const int Invoices = 3_000;
        WindowTotals window = new() { Invoices = Invoices, Lines = 1, Quantity = 1, Spend = new Money(tenThousandths * Invoices), FirstDay = 1, LastDay = 1 };
        BehaviourTotals behaviour = new() { SquaredInvoices = (Int128)tenThousandths * tenThousandths * Invoices };
        double[] features = new double[FeatureSet.Count];
        FeatureFormulas.Write(window, behaviour, 0, default, features);
        Assert.Equal(0, features[FeatureSet.IndexOf("invoice_spend_std")]);
    }

    [Fact]
    public void Behaviour_MoreInvoicesThanFitTheStack_EqualsTheBatchPass()
    {
        Random random = new(11);
        BatchFeatures batch = new();
        CustomerState state = new(Customer, new StockCodeTable(), ObservationWindow.At(AsOf));
        for (int invoice = 0; invoice < 700; invoice++)
        {
            DateTime time = AsOf.AddDays(-random.Next(400)).ToDateTime(new TimeOnly(random.Next(24), random.Next(60)));
            TransactionLine line = new($"{invoice}", "A", "", 1, time, new Money(random.Next(1, 1_000_000)), Customer, "United Kingdom");
            batch.Add(line);
            Apply(state, line);
        }

        Assert.Equal(Assert.Single(batch.Compute(AsOf)).Value.Values[22..].ToArray(), FeaturesOf(state)[22..]);
    }

    private static double[] FeaturesOf(CustomerState state)
    {
        double[] features = new double[FeatureSet.Count];
        FeatureFormulas.Write(state.Totals(), state.Behaviour(), 0, default, features);
        return features;
    }

    private static void Apply(CustomerState state, TransactionLine line)
    {
        if (line.IsCancellation)
        {
            state.ApplyCancellation(line);
        }
        else
        {
            state.ApplyPurchase(line);
        }
    }

    private static TransactionLine Line(string invoice, string code, int quantity, string time, decimal price) =>
        new(invoice, code, "", quantity, DateTime.ParseExact(time, "yyyy-MM-dd HH:mm", null), new Money((long)(price * 10_000)), Customer, "United Kingdom");
}
