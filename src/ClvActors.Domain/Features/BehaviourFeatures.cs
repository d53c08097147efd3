using ClvActors.Domain.Customers;

namespace ClvActors.Domain.Features;

/// <summary>The features that a vector holds after the reference set's, each with its rule.</summary>
/// <remarks>
/// The one place where a rule stands: to add a feature is to add an entry here and, when it needs a new total, to count that in
/// <see cref="BehaviourTotals"/> and in the batch pass. Rules are pure functions of exact integers and of nothing else. Stateless; safe on any thread.
/// </remarks>
internal static class BehaviourFeatures
{
    private static readonly (string Name, Rule Rule)[] All =
    [
        ("age_days", (in w, in b) => b.AsOfDay - w.FirstDay),
        ("lifetime_days", (in w, in b) => b.LifetimeDays),
        ("purchase_days", (in w, in b) => b.PurchaseDays),
        ("repeat_spend_avg", (in w, in b) => Ratio(Units(w.Spend.TenThousandths - b.FirstDaySpend.TenThousandths), b.PurchaseDays - 1)),
        ("first_day_spend", (in w, in b) => b.FirstDaySpend.ToDouble()),
        ("last_day_spend", (in w, in b) => b.LastDaySpend.ToDouble()),
        ("largest_day_spend", (in w, in b) => b.LargestDaySpend.ToDouble()),

        ("spend_30d", (in w, in b) => b.Spend30.ToDouble()),
        ("spend_60d", (in w, in b) => b.Spend60.ToDouble()),
        ("spend_90d", (in w, in b) => b.Spend90.ToDouble()),
        ("spend_180d", (in w, in b) => b.Spend180.ToDouble()),
        ("invoices_30d", (in w, in b) => b.Invoices30),
        ("invoices_90d", (in w, in b) => b.Invoices90),
        ("invoices_180d", (in w, in b) => b.Invoices180),
        ("spend_first_half_share", (in w, in b) => Share(b.FirstHalfSpend.TenThousandths, w.Spend.TenThousandths)),
        ("spend_decayed_30", (in w, in b) => (double)b.DecayedSpend30 / DecayWeights.One / Transactions.Money.PerUnit),
        ("spend_decayed_90", (in w, in b) => (double)b.DecayedSpend90 / DecayWeights.One / Transactions.Money.PerUnit),
        ("spend_decayed_180", (in w, in b) => (double)b.DecayedSpend180 / DecayWeights.One / Transactions.Money.PerUnit),
        ("invoices_decayed_90", (in w, in b) => (double)b.DecayedInvoices90 / DecayWeights.One),

        ("inter_purchase_days_median", (in w, in b) => b.TwiceMedianDayGap / 2.0),
        ("inter_purchase_days_max", (in w, in b) => b.LargestDayGap),
        ("inter_purchase_trend", (in w, in b) => Ratio(b.LaterDayGaps - b.EarlierDayGaps, (b.PurchaseDays - 1) / 2)),
        ("overdue_ratio", (in w, in b) => b.TwiceMedianDayGap > 0
            ? (b.AsOfDay - w.LastDay) / (b.TwiceMedianDayGap / 2.0)
            : (double)(b.AsOfDay - w.LastDay) / (b.AsOfDay - w.FirstDay + 1)),

        ("invoice_spend_median", (in w, in b) => Units(b.TwiceMedianInvoice) / 2),
        ("invoice_spend_std", (in w, in b) => InvoiceDeviation(w.Invoices, w.Spend.TenThousandths, b.SquaredInvoices)),
        ("invoice_spend_last3", (in w, in b) => LastInvoices(w, b)),
        ("invoice_spend_trend", (in w, in b) => Ratio(LastInvoices(w, b), w.Spend.ToDouble() / w.Invoices)),
        ("monetary_max_share", (in w, in b) => Share(w.LargestInvoice.TenThousandths, w.Spend.TenThousandths)),

        ("cancellation_invoices", (in w, in b) => b.CancellationInvoices),
        ("cancelled_spend", (in w, in b) => b.CancelledSpend.ToDouble()),
        ("cancelled_share", (in w, in b) => Share(b.CancelledSpend.TenThousandths, w.Spend.TenThousandths)),

        ("lines_per_invoice", (in w, in b) => Ratio(w.Lines, w.Invoices)),
        ("products_per_invoice", (in w, in b) => Ratio(w.Products, w.Invoices)),
        ("repeat_product_share", (in w, in b) => Ratio(w.Lines - w.Products, w.Lines)),
        ("price_avg", (in w, in b) => Ratio(w.Spend.ToDouble(), w.Quantity)),
        ("quantity_per_invoice", (in w, in b) => Ratio(w.Quantity, w.Invoices)),

        ("active_months", (in w, in b) => b.ActiveMonths),
        ("hour_avg", (in w, in b) => Ratio(b.MinutesOfDay, 60.0 * w.Invoices)),
        ("morning_purchase_ratio", (in w, in b) => Ratio(b.MorningInvoices, w.Invoices)),
        ("weekday_concentration", (in w, in b) => Ratio(b.BusiestWeekdayDays, b.PurchaseDays)),
        ("q4_spend_share", (in w, in b) => Share(b.FourthQuarterSpend.TenThousandths, w.Spend.TenThousandths)),
    ];

    private delegate double Rule(in WindowTotals window, in BehaviourTotals behaviour);

    /// <summary>The names in their order.</summary>
    public static IEnumerable<string> Names => All.Select(feature => feature.Name);

    /// <summary>Writes the features of a customer with a purchase in the window.</summary>
    /// <param name="window">Its totals.</param>
    /// <param name="behaviour">Its further totals.</param>
    /// <param name="features">Receives one value per name; finite.</param>
    public static void Write(in WindowTotals window, in BehaviourTotals behaviour, Span<double> features)
    {
        (string Name, Rule Rule)[] all = All;
        for (int index = 0; index < all.Length; index++)
        {
            features[index] = all[index].Rule(window, behaviour);
        }
    }

    private static double Units(long tenThousandths) => new Transactions.Money(tenThousandths).ToDouble();

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;

    private static double Share(long part, long whole) => Ratio(part, whole);

    private static double LastInvoices(in WindowTotals window, in BehaviourTotals behaviour) =>
        Ratio(behaviour.LastThreeInvoices.ToDouble(), Math.Min(3, window.Invoices));

    // The sum of squared deviations S2 - S1^2 / n is taken apart into its whole and its fraction, so that it is exact until the division: equal
    // totals give exactly 0. n S2 - S1^2 would need more than 128 bits for what the limits of a line allow.
    private static double InvoiceDeviation(int invoices, long sum, Int128 squares)
    {
        if (invoices < 2)
        {
            return 0;
        }

        (Int128 quotient, Int128 remainder) = Int128.DivRem(Math.BigMul(sum, sum), invoices);
        double deviations = (double)(squares - quotient) - ((double)remainder / invoices);
        return Math.Sqrt(deviations / (invoices - 1)) / Transactions.Money.PerUnit;
    }
}
