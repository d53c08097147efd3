using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>Features of a customer's purchase days, for predicting how many more there will be. Time in days unless the name says weeks.</summary>
/// <remarks>Stateless; safe on any thread.</remarks>
public static class PurchaseCountFeatures
{
    private const double DaysPerWeek = 7;

    // A half-life of 60 days.
    private const double DecayDays = 86.56170245333781;

    /// <summary>Names, in the order of a row.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "days_since_last", "purchase_days", "spend", "spend_avg", "spend_max", "tenure_weeks", "age_weeks", "gap_avg", "gap_median", "gap_max",
        "quantity", "first_spend", "last_spend", "purchases_30d", "purchases_90d", "purchases_180d", "purchases_decayed", "first_quantity",
    ];

    /// <summary>Computes a row.</summary>
    /// <param name="history">At least one purchase day.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static double[] Of(PurchaseHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Days.Count == 0)
        {
            throw new ArgumentException("there is no purchase", nameof(history));
        }

        PurchaseDay[] days = [.. history.Days];
        int now = history.AsOf.DayNumber;
        int first = days[0].Date.DayNumber;
        int last = days[^1].Date.DayNumber;
        double[] gaps = [.. days.Zip(days.Skip(1), (earlier, later) => (double)(later.Date.DayNumber - earlier.Date.DayNumber)).Order()];
        return
        [
            now - last,
            days.Length,
            days.Sum(day => day.Spend),
            days.Average(day => day.Spend),
            days.Max(day => day.Spend),
            (last - first) / DaysPerWeek,
            (now - first) / DaysPerWeek,
            gaps.Length == 0 ? 0 : gaps.Average(),
            gaps.Length == 0 ? 0 : (gaps[(gaps.Length - 1) / 2] + gaps[gaps.Length / 2]) / 2,
            gaps.Length == 0 ? 0 : gaps[^1],
            days.Sum(day => day.Quantity),
            days[0].Spend,
            days[^1].Spend,
            days.Count(day => day.Date.DayNumber > now - 30),
            days.Count(day => day.Date.DayNumber > now - 90),
            days.Count(day => day.Date.DayNumber > now - 180),
            days.Sum(day => Math.Exp((day.Date.DayNumber - now) / DecayDays)),
            days[0].Quantity,
        ];
    }

    /// <summary>What a buy-till-you-die model knows of a row; time in weeks.</summary>
    public static PurchaseSummary Summarise(ReadOnlySpan<double> row) => new((int)row[1] - 1, row[5], row[6], row[3]);
}
