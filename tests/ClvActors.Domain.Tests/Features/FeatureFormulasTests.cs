using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Features;

public class FeatureFormulasTests
{
    [Fact]
    public void Write_ThreeInvoicesWorkedByHand_AllTwentyTwo()
    {
        BatchFeatures batch = new();
        batch.Add(Line("1", "A", 2, "2011-01-07 10:00", 1.25m));             // Friday
        batch.Add(Line("1", "B", 4, "2011-01-07 10:00", 0.5m, "France"));
        batch.Add(Line("2", "A", 6, "2011-01-15 17:00", 10m));               // Saturday, 8 days and 7 hours later
        batch.Add(Line("3", "C", 1, "2011-02-06 16:59", 0.0001m));           // Sunday, 21 days and 23:59 later
        double[] expected =
        [
            22, 3, 64.5001, 64.5001 / 3, 60, 30, 3 / (30 / 30.44), 14.5, Math.Sqrt(84.5), 3, 0, 3.25,
            1, 1, 1, 0, 0.5, 0.25, 5, 1, 1, 7,
        ];

        FeatureVector vector = Assert.Single(batch.Compute(new DateOnly(2011, 2, 28))).Value;

        Assert.Equal(expected, vector.Values[..22].ToArray(), (left, right) => Math.Abs(left - right) <= 1e-12 * Math.Abs(left));
    }

    [Fact]
    public void Write_NoInvoices_OnlyRecency()
    {
        double[] features = [.. Enumerable.Repeat(double.NaN, FeatureSet.Count)];
        FeatureFormulas.Write(default, default, 400, default, features);
        Assert.Equal([400, .. new double[FeatureSet.Count - 1]], features);
    }

    [Theory]
    [InlineData(1, 0, 0, 0, 0)]
    [InlineData(2, 9, 81, 9, 0)]
    [InlineData(3, 20, 200, 10, 0)]
    [InlineData(4, 3, 3, 1, 0)]
    [InlineData(3, 11, 61, 5.5, 0.70710678118654757)]
    public void Write_Gaps_MeanAndSampleDeviation(int invoices, long sum, long squares, double mean, double deviation)
    {
        double[] features = new double[FeatureSet.Count];
        WindowTotals totals = new() { Invoices = invoices, Lines = invoices, GapDays = sum, SquaredGapDays = squares, FirstDay = 1, LastDay = 1 };
        FeatureFormulas.Write(totals, default, 0, default, features);
        Assert.Equal(mean, features[FeatureSet.IndexOf("inter_purchase_days_avg")]);
        Assert.Equal(deviation, features[FeatureSet.IndexOf("inter_purchase_days_std")]);
    }

    [Fact]
    public void Write_EachMonth_QuarterOfTheFirstPurchase()
    {
        for (int month = 1; month <= 12; month++)
        {
            double[] features = new double[FeatureSet.Count];
            int day = new DateOnly(2011, month, 28).DayNumber;
            FeatureFormulas.Write(new WindowTotals { Invoices = 1, Lines = 1, FirstDay = day, LastDay = day }, default, 0, default, features);
            Assert.Equal(month, features[FeatureSet.IndexOf("acquisition_month")]);
            Assert.Equal((int)Math.Ceiling(month / 3.0), features[FeatureSet.IndexOf("acquisition_quarter")]);
        }
    }

    private static TransactionLine Line(
        string invoice, string code, int quantity, string time, decimal price, string country = "United Kingdom") =>
        new(invoice, code, "", quantity, DateTime.ParseExact(time, "yyyy-MM-dd HH:mm", null), new Money((long)(price * 10_000)),
            CustomerId.FromNumber(7), country);
}
