namespace ClvActors.Domain.Features;

/// <summary>Completes the features of a made-up customer of whom only some are known.</summary>
/// <remarks>
/// The reference set's missing features take the population's medians, as its contract says. The others follow from those, because medians would contradict
/// them: <c>purchase_days</c> cannot be 4 when <c>frequency</c> is 2. Purchases are taken to be alike and spread evenly from the first to the last; where
/// nothing follows the median stands in. The rules are listed in <c>docs/features.md</c>. Pure functions; safe on any thread.
/// </remarks>
public sealed class FeatureCompletion
{
    private const double DaysPerMonth = 30.44;
    private const int FirstHalfStartsAtAge = 183;

    private readonly double[] _known;
    private readonly double[] _medians;
    private readonly double[] _features;

    private FeatureCompletion(double[] known, double[] medians)
    {
        _known = known;
        _medians = medians;
        _features = [.. known];
    }

    /// <summary>Completes a vector.</summary>
    /// <param name="known">One value per feature; NaN is missing.</param>
    /// <param name="medians">The population's median of each feature.</param>
    /// <returns>One value per feature; what was known is as it was.</returns>
    public static double[] Complete(ReadOnlySpan<double> known, ReadOnlySpan<double> medians)
    {
        FeatureCompletion completion = new(known.ToArray(), medians.ToArray());
        completion.Complete();
        return completion._features;
    }

    private void Complete()
    {
        foreach (string name in FeatureSet.Reference.Names)
        {
            Follows(name, Median(name));
        }

        CompleteDays();
        CompleteRecentPurchases();
        CompleteGaps();
        CompleteInvoices();
        CompleteCancellations();
        CompleteBaskets();
        CompleteCalendar();
    }

    private void CompleteDays()
    {
        Follows("age_days", this["recency_days"] + this["tenure_days"]);
        Follows("lifetime_days", Math.Max(Median("lifetime_days"), this["age_days"]));
        Follows("purchase_days", Math.Min(this["frequency"], this["tenure_days"] + 1));
        double perDay = Ratio(this["monetary_total"], this["purchase_days"]);
        Follows("repeat_spend_avg", this["purchase_days"] > 1 ? perDay : 0);
        Follows("first_day_spend", perDay);
        Follows("last_day_spend", perDay);
    }

    private void CompleteRecentPurchases()
    {
        double spend = this["monetary_total"];
        double invoices = this["frequency"];
        foreach (int days in (ReadOnlySpan<int>)[30, 60, 90, 180])
        {
            Follows($"spend_{days}d", spend * ShareYoungerThan(days));
        }

        foreach (int days in (ReadOnlySpan<int>)[30, 90, 180])
        {
            Follows($"invoices_{days}d", Math.Round(invoices * ShareYoungerThan(days)));
            Follows($"spend_decayed_{days}", spend * MeanWeight(days));
        }

        Follows("invoices_decayed_90", invoices * MeanWeight(90));
        Follows("spend_first_half_share", 1 - ShareYoungerThan(FirstHalfStartsAtAge));
    }

    private void CompleteGaps()
    {
        bool isOnce = this["purchase_days"] < 2;
        double evenGap = Ratio(Spread, this["purchase_days"] - 1);
        Follows("inter_purchase_days_median", isOnce ? 0 : IsKnown("inter_purchase_days_avg") ? this["inter_purchase_days_avg"] : evenGap);
        Follows("inter_purchase_days_max", this["inter_purchase_days_median"]);
        Follows("inter_purchase_trend", 0);
        double gap = this["inter_purchase_days_median"];
        Follows("overdue_ratio", this["recency_days"] / (gap > 0 ? gap : this["age_days"] + 1));
    }

    private void CompleteInvoices()
    {
        double spend = this["monetary_total"];
        double average = this["monetary_avg"];
        Follows("invoice_spend_median", average);
        Follows("invoice_spend_std", this["frequency"] < 2 ? 0 : average * Ratio(Median("invoice_spend_std"), Median("monetary_avg")));
        Follows("invoice_spend_last3", average);
        Follows("invoice_spend_trend", Ratio(this["invoice_spend_last3"], average));
        double evenShare = Math.Min(1, Ratio(1, this["frequency"]));
        Follows("monetary_max_share", Math.Clamp(IsKnown("monetary_max") ? Ratio(this["monetary_max"], spend) : Median("monetary_max_share"), evenShare, 1));
        Follows("largest_day_spend", Math.Max(spend * this["monetary_max_share"], this["last_day_spend"]));
    }

    private void CompleteCancellations()
    {
        double spend = this["monetary_total"];
        Follows("cancelled_spend", IsKnown("cancelled_share") ? this["cancelled_share"] * spend : 0);
        Follows("cancelled_share", Ratio(this["cancelled_spend"], spend));
        Follows("cancellation_invoices", this["cancelled_spend"] > 0 ? 1 : 0);
    }

    private void CompleteBaskets()
    {
        Follows("products_per_invoice", Ratio(this["unique_products"], this["frequency"]));
        Follows("lines_per_invoice", Math.Max(Median("lines_per_invoice"), this["products_per_invoice"]));
        double lines = this["lines_per_invoice"] * this["frequency"];
        Follows("repeat_product_share", lines > 0 ? Math.Max(0, 1 - (this["unique_products"] / lines)) : 0);
        Follows("quantity_per_invoice", this["lines_per_invoice"] * this["avg_quantity_per_item"]);
        Follows("price_avg", Ratio(this["monetary_total"], lines * this["avg_quantity_per_item"]));
    }

    private void CompleteCalendar()
    {
        double months = 1 + Math.Round(Spread / DaysPerMonth);
        Follows("active_months", Math.Min(months, this["purchase_days"]));
        Follows("hour_avg", Median("hour_avg"));
        Follows("morning_purchase_ratio", Median("morning_purchase_ratio"));
        Follows("weekday_concentration", Math.Max(Median("weekday_concentration"), this["purchase_days"] is > 0 and < 2 ? 1 : 0));
        Follows("q4_spend_share", this["purchased_in_q4"] > 0 ? Median("q4_spend_share") : 0);
    }

    // Days from the first purchase to the last. Who gives a velocity and no tenure means the tenure that the velocity implies.
    private double Spread => IsKnown("purchase_velocity") && !IsKnown("tenure_days")
        ? DaysPerMonth * Ratio(this["frequency"], this["purchase_velocity"])
        : this["tenure_days"];

    private double ShareYoungerThan(int days)
    {
        double recency = this["recency_days"];
        return Spread > 0 ? Math.Clamp((days - recency) / Spread, 0, 1) : recency < days ? 1 : 0;
    }

    // The mean of 2^(-age / half-life) over ages that are spread evenly.
    private double MeanWeight(double halfLife)
    {
        double youngest = Math.Pow(2, -this["recency_days"] / halfLife);
        double decay = Spread / halfLife * Math.Log(2);
        return decay > 0 ? youngest * (1 - Math.Exp(-decay)) / decay : youngest;
    }

    private double this[string name] => _features[IndexOf(name)];

    private double Median(string name) => _medians[IndexOf(name)];

    private bool IsKnown(string name) => !double.IsNaN(_known[IndexOf(name)]);

    private void Follows(string name, double value)
    {
        if (!IsKnown(name))
        {
            _features[IndexOf(name)] = value;
        }
    }

    private static int IndexOf(string name)
    {
        int index = FeatureSet.IndexOf(name);
        return index >= 0 ? index : throw new InvalidOperationException($"There is no feature {name}.");
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
