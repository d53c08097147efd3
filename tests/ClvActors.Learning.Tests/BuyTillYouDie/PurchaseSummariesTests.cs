using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Tests.Boosting;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.BuyTillYouDie;

public sealed class PurchaseSummariesTests
{
    private static readonly DateOnly AsOf = new(2010, 11, 30);

    [Fact]
    public void At_LinesOfAWindow_CountsInvoicesAndDays()
    {
        BatchFeatures lines = new();
        lines.Add(Line("1", "101", "2009-11-30T10:00", 4, 100));
        lines.Add(Line("1", "102", "2009-12-01T10:00", 3, 20));
        lines.Add(Line("1", "103", "2010-03-01T09:00", 1, 10));
        lines.Add(Line("1", "104", "2010-03-01T18:00", 1, 5));
        lines.Add(Line("1", "104", "2010-03-01T18:00", 1, 4, "P2"));
        lines.Add(Line("1", "105", "2010-12-01T18:00", 1, 1_000));
        lines.Add(Line("2", "106", "2010-11-30T08:00", 2, 7));
        lines.Add(Line("3", "107", "2010-12-02T08:00", 2, 7));

        SortedDictionary<CustomerId, PurchaseSummary> summaries = PurchaseSummaries.At(lines, AsOf);

        Assert.Equal(
            [(Id("1"), new PurchaseSummary(2, 90, 364, (60 + 10 + 9) / 3.0)), (Id("2"), new PurchaseSummary(0, 0, 0, 14))],
            summaries.Select(summary => (summary.Key, summary.Value)));
    }

    [Fact]
    public void From_TotalsAndFeatures_AreEqual()
    {
        WindowTotals totals = new() { FirstDay = 700, LastDay = 790, Invoices = 3, Lines = 4, Spend = new Money(790_000) };
        double[] features = new double[FeatureSet.Count];
        FeatureFormulas.Write(totals, new BehaviourTotals(), 30, default, features);

        PurchaseSummary summary = PurchaseSummary.From(totals, 820);

        Assert.Equal(new PurchaseSummary(2, 90, 120, 79 / 3.0), summary);
        Assert.Equal(summary, PurchaseSummary.From(new FeatureVector(features)));
        Assert.Throws<ArgumentException>(() => PurchaseSummary.From(new WindowTotals(), 820));
    }

    [Fact]
    public void From_ReferenceFeatures_AreWhatTheOriginalFitted()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        ReferenceTable features = ReferenceTable.Read(ReferenceData.Golden("customer_features_2010-11-30.csv"));
        Dictionary<string, int> rowOf = Enumerable.Range(0, features.Rows).ToDictionary(row => features.Text(row, "customer_id"));
        ReferenceTable test = ShopData.RetailTest();
        PurchaseSummary[] expected = ShopData.Summaries(test);
        Assert.Equal(563, expected.Length);
        for (int row = 0; row < expected.Length; row++)
        {
            PurchaseSummary summary = PurchaseSummary.From(features.RowOf(rowOf[test.Text(row, "customer_id")], FeatureSet.Reference.Names));

            Assert.Equal(expected[row] with { MeanSpend = 0 }, summary with { MeanSpend = 0 });
            Assert.Equal(1, summary.MeanSpend / expected[row].MeanSpend, 1e-14);
        }
    }

    private static CustomerId Id(string text) => CustomerId.TryParse(text, out CustomerId id) ? id : throw new ArgumentException(text);

    private static TransactionLine Line(string customer, string invoice, string time, int quantity, int price, string stockCode = "P1") =>
        new(invoice, stockCode, "", quantity, DateTime.Parse(time), new Money(price * Money.PerUnit), Id(customer), "France");
}
