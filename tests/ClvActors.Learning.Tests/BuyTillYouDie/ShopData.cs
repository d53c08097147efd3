using System.Globalization;
using System.Text.Json;
using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Tests.Boosting;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.BuyTillYouDie;

/// <summary>The reference data of the probabilistic models.</summary>
internal static class ShopData
{
    private static readonly Lazy<JsonDocument> Golden = new(() => JsonDocument.Parse(File.ReadAllText(ReferenceData.Golden("bgnbd.json"))));

    /// <summary>A number of bgnbd.json.</summary>
    public static double Reference(params ReadOnlySpan<string> path)
    {
        JsonElement element = Golden.Value.RootElement;
        foreach (string name in path)
        {
            element = element.GetProperty(name);
        }

        return element.GetDouble();
    }

    /// <summary>CDNOW's 2,357 customers, in weeks.</summary>
    public static PurchaseSummary[] Cdnow()
    {
        ReferenceTable table = ReferenceTable.Read(Path.Combine(Path.GetDirectoryName(ReferenceData.OnlineRetail)!, "cdnow_customers_summary.csv"));
        (double[] frequency, double[] recency, double[] age) = (table.Numbers("frequency"), table.Numbers("recency"), table.Numbers("T"));
        return [.. frequency.Select((x, row) => new PurchaseSummary((int)x, recency[row], age[row]))];
    }

    /// <summary>The 2,252 training customers of the published split.</summary>
    public static PurchaseSummary[] RetailTraining()
    {
        ReferenceTable split = ReferenceTable.Read(ReferenceData.Golden("split.csv"));
        HashSet<string> training = [.. Enumerable.Range(0, split.Rows).Where(row => split.Text(row, "partition") == "train").Select(row => split.Text(row, "customer_id"))];
        return
        [
            .. File.ReadLines(ReferenceData.Golden("customer_features_2010-11-30.csv")).Skip(1).Select(line => line.Split(','))
                .Where(fields => training.Contains(fields[0]))
                .Select(fields => PurchaseSummary.From([.. fields.Skip(1).Select(field => double.Parse(field, CultureInfo.InvariantCulture))])),
        ];
    }

    /// <summary>The published split's 563 test customers with what the original predicted.</summary>
    public static ReferenceTable RetailTest() => ReferenceTable.Read(ReferenceData.Golden("bgnbd_test_predictions.csv"));

    /// <summary>The summaries in a table of predictions.</summary>
    public static PurchaseSummary[] Summaries(ReferenceTable table)
    {
        (double[] frequency, double[] recency, double[] age, double[] spend) =
            (table.Numbers("frequency"), table.Numbers("recency"), table.Numbers("T"), table.Numbers("monetary_value"));
        return [.. frequency.Select((x, row) => new PurchaseSummary((int)x, recency[row], age[row], spend[row]))];
    }
}
