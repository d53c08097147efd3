using System.Globalization;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;
using ClvActors.TestData;

namespace ClvActors.Domain.Tests.Features;

/// <summary>The whole Online Retail II dataset: counts of the design, golden features, and the live path at every month end.</summary>
public class DatasetFeaturesTests
{
    private static readonly DateOnly LastDay = new(2011, 12, 9);

    private static readonly string[] Reals =
    [
        "monetary_total", "monetary_avg", "monetary_max", "purchase_velocity", "inter_purchase_days_avg", "inter_purchase_days_std",
        "avg_quantity_per_item", "weekend_purchase_ratio", "evening_purchase_ratio",
    ];

    [Fact]
    public void Add_WholeDataset_CountsAreTheDesigns()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        IngestCounts counts = OnlineRetail.Batch.Counts;
        Assert.Equal(1_067_370, counts.Lines);
        Assert.Equal(
            [0, 243_007, 18_744, 2_877, 63, 0],
            Enum.GetValues<RejectReason>().Select(counts.Rejected));
        Assert.Equal(36_553, counts.Duplicates);
        Assert.Equal(11_059, counts.Conflicting);
        Assert.Equal(0, counts.Late);
        Assert.Equal(766_126, counts.Accepted);
        Assert.Equal(766_126, OnlineRetail.Batch.Purchases.Count());
        Assert.Equal(5_861, OnlineRetail.Batch.Purchases.Select(line => line.Customer).Distinct().Count());
    }

    [Theory]
    [InlineData("2010-11-30", 4_249)]
    [InlineData("2011-06-30", 4_314)]
    public void Compute_GoldenDate_EqualsTheOriginal(string date, int customers)
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        string[] golden = File.ReadAllLines(ReferenceData.Golden($"customer_features_{date}.csv"));
        SortedDictionary<CustomerId, FeatureVector> features =
            OnlineRetail.FeaturesAt(DateOnly.ParseExact(date, "yyyy-MM-dd"));
        Assert.Equal(["customer_id", .. FeatureSet.Reference.Names], golden[0].Split(','));
        Assert.Equal(customers, golden.Length - 1);
        Assert.Equal(golden.Skip(1).Select(row => row.Split(',')[0]).Order(), features.Keys.Select(id => id.ToString()).Order());
        foreach (string row in golden.Skip(1))
        {
            string[] cells = row.Split(',');
            FeatureVector vector = features[CustomerId.Parse(cells[0])];
            for (int feature = 0; feature < FeatureSet.Reference.Count; feature++)
            {
                double expected = double.Parse(cells[feature + 1], CultureInfo.InvariantCulture);
                double allowed = Reals.Contains(FeatureSet.Names[feature]) ? 1e-9 * Math.Abs(expected) : 0;
                Assert.True(
                    Math.Abs(vector[feature] - expected) <= allowed,
                    $"D {date}, customer {cells[0]}: {FeatureSet.Names[feature]} is {vector[feature]:R}, the original has {expected:R}");
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    public void Features_LiveOverTheDataset_EqualTheBatchPassAtEveryMonthEnd(int seed, int shards)
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        LiveShop live = new(shards);
        (double Arrival, TransactionLine Line)[] arrivals = Arrivals(new Random(seed));
        int sent = 0;
        int compared = 0;
        foreach (DateOnly asOf in AsOfDates())
        {
            for (; sent < arrivals.Length && arrivals[sent].Arrival < asOf.DayNumber + 1; sent++)
            {
                live.Apply(arrivals[sent].Line);
            }

            live.AdvanceTo(asOf);
            if (asOf == MonthEnd(asOf))
            {
                RankEdges edges = live.TakeEdges(++compared);
                FeatureConvergenceTests.AssertSame(OnlineRetail.FeaturesAt(asOf), live.Features(edges), $"seed {seed}, D {asOf}");
            }
        }

        // The day before the first sale (nobody), 24 month ends and the last day.
        Assert.Equal(26, compared);
        Assert.Equal(arrivals.Length, sent);
        Assert.Equal(OnlineRetail.Batch.Counts.ToArray(), live.Counts.ToArray());
        Assert.Equal(5_861, live.Customers.Count(state => state.FirstPurchaseDay is not null));
        Assert.Equal(1_600, live.Customers.Count(state => state.FirstPurchaseDay is not null && !state.IsInWindow));
    }

    // Weekly and at month ends, so that D passes over several days at a time and stops where history is recorded.
    private static IEnumerable<DateOnly> AsOfDates()
    {
        for (DateOnly day = new(2009, 11, 25); day <= LastDay; day = day.AddDays(1))
        {
            if (day.DayNumber % 7 == 0 || day == MonthEnd(day))
            {
                yield return day;
            }
        }
    }

    // Each invoice comes up to 20 days before its date (and waits) or up to 10 after it, but never after its month's end. The file holds
    // 1 to 9 December 2010 twice: the second copy goes first.
    private static (double Arrival, TransactionLine Line)[] Arrivals(Random random)
    {
        TransactionLine[] lines = OnlineRetail.Lines;
        int secondHalf = Enumerable.Range(1, lines.Length - 1).Single(at => lines[at].Date < lines[at - 1].Date);
        return [.. lines[secondHalf..].Concat(lines[..secondHalf])
            .GroupBy(line => (line.Customer, line.Invoice, line.Date))
            .Select(invoice => (
                Lines: invoice,
                Arrival: Math.Min(invoice.Key.Date.DayNumber - 20 + (30 * random.NextDouble()), MonthEnd(invoice.Key.Date).DayNumber)))
            .OrderBy(invoice => invoice.Arrival)
            .SelectMany(invoice => invoice.Lines.Select(line => (invoice.Arrival, line)))];
    }

    private static DateOnly MonthEnd(DateOnly day)
    {
        DateOnly end = new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1);
        return end < LastDay ? end : LastDay;
    }
}
