using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Training;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.ThirtyDays;

/// <summary>Rolling origins for the next 30 days: at each date D everything is trained on what was known at D, and judged on the 30 days after it.</summary>
public static class ThirtyDayCases
{
    /// <summary>Days ahead.</summary>
    public const int Days = ThirtyDayTable.Days;

    private static readonly int Recency = FeatureSet.IndexOf("recency_days");

    /// <summary>The case of one date.</summary>
    /// <param name="lines">All lines, before and after D. Training rows are made from a copy that ends at D.</param>
    /// <param name="origin">The date D.</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="monthEnds">Most month ends before D that customers are trained on; each has a whole window behind it and its 30 days end by D.</param>
    /// <param name="activeDays">Judged on are customers whose last purchase is less than so many days before D.</param>
    /// <param name="cancellation">Stops between month ends.</param>
    /// <exception cref="InvalidDataException">There is too little before or after D; one line that names the origin.</exception>
    public static EvaluationCase Origin(
        BatchFeatures lines, DateOnly origin, ThirtyDayTarget target, int monthEnds, int activeDays, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        string name = $"origin {origin:yyyy-MM-dd}";
        HistoryLines history = HistoryLines.UpTo(origin, lines);
        ThirtyDayTable table = (history.Lines.Purchases.Any()
            ? ThirtyDayTable.Build(history.Lines, PurchaseDays.Of(history.Lines.Purchases, new HashSet<CustomerId>()), monthEnds, cancellation)
            : null) ?? throw new InvalidDataException($"{name}: there is no month end with a year behind it and {Days} days until the origin to train on");
        TrainingTable judged = TrainingTable.From(history, new FutureSpend(lines.Purchases, origin, Days), fewestPurchases: 1);
        int[] active = [.. Enumerable.Range(0, judged.Customers.Count).Where(row => judged.Features[row][Recency] < activeDays)];
        EvaluationCase.CheckCounts(name, table.Spend.Length, active.Length);
        return new EvaluationCase(
            name,
            EvaluationSeries.Origins,
            new TrainingRows(table.Features, [.. table.Spend.Select(Label)], table.Customers),
            FeatureMatrix.FromRows([.. active.Select(row => judged.Features[row].Values.ToArray())]),
            [.. active.Select(row => Label(judged.Labels[row].ToDouble()))],
            [.. active.Select(row => judged.Customers[row])]);

        double Label(double spend) => target == ThirtyDayTarget.Spend ? spend : spend > 0 ? 1 : 0;
    }
}
