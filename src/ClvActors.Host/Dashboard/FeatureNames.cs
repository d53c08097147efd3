namespace ClvActors.Host.Dashboard;

/// <summary>What people call the features and the inputs that models derive from them.</summary>
/// <remarks>An input without an entry keeps its own name. The exact rules stand in <c>docs/features.md</c>. Pure; safe on any thread.</remarks>
public static class FeatureNames
{
    private static readonly Dictionary<string, (string Label, FeatureUnit Unit)> Known = new()
    {
        ["recency_days"] = ("Days since last purchase", FeatureUnit.Days),
        ["frequency"] = ("Purchases in the window", FeatureUnit.Number),
        ["monetary_total"] = ("Spend in the window", FeatureUnit.Money),
        ["monetary_avg"] = ("Average purchase", FeatureUnit.Money),
        ["monetary_max"] = ("Largest purchase", FeatureUnit.Money),
        ["tenure_days"] = ("First to last purchase", FeatureUnit.Days),
        ["purchase_velocity"] = ("Purchases per month", FeatureUnit.Number),
        ["inter_purchase_days_avg"] = ("Mean gap between purchases", FeatureUnit.Days),
        ["inter_purchase_days_std"] = ("Spread of the gaps", FeatureUnit.Days),
        ["unique_products"] = ("Different products", FeatureUnit.Number),
        ["cancellation_rate"] = ("Cancellation rate", FeatureUnit.Share),
        ["avg_quantity_per_item"] = ("Pieces per line", FeatureUnit.Number),
        ["uk_customer"] = ("Buys from the UK", FeatureUnit.Flag),
        ["acquisition_month"] = ("Month of first purchase", FeatureUnit.Number),
        ["acquisition_quarter"] = ("Quarter of first purchase", FeatureUnit.Number),
        ["purchased_in_q4"] = ("Bought in October to December", FeatureUnit.Flag),
        ["weekend_purchase_ratio"] = ("Lines at weekends", FeatureUnit.Share),
        ["evening_purchase_ratio"] = ("Lines in the evening", FeatureUnit.Share),
        ["rfm_recency_score"] = ("Recency score (1 to 5)", FeatureUnit.Number),
        ["rfm_frequency_score"] = ("Frequency score (1 to 5)", FeatureUnit.Number),
        ["rfm_monetary_score"] = ("Monetary score (1 to 5)", FeatureUnit.Number),
        ["rfm_combined_score"] = ("Combined score (3 to 15)", FeatureUnit.Number),
        ["age_days"] = ("Days since first purchase in the window", FeatureUnit.Days),
        ["lifetime_days"] = ("Days since first purchase ever", FeatureUnit.Days),
        ["purchase_days"] = ("Days with a purchase", FeatureUnit.Number),
        ["repeat_spend_avg"] = ("Spend per day after the first", FeatureUnit.Money),
        ["first_day_spend"] = ("Spend on the first day", FeatureUnit.Money),
        ["last_day_spend"] = ("Spend on the last day", FeatureUnit.Money),
        ["largest_day_spend"] = ("Spend on the largest day", FeatureUnit.Money),
        ["spend_30d"] = ("Spend, last 30 days", FeatureUnit.Money),
        ["spend_60d"] = ("Spend, last 60 days", FeatureUnit.Money),
        ["spend_90d"] = ("Spend, last 90 days", FeatureUnit.Money),
        ["spend_180d"] = ("Spend, last 180 days", FeatureUnit.Money),
        ["invoices_30d"] = ("Purchases, last 30 days", FeatureUnit.Number),
        ["invoices_90d"] = ("Purchases, last 90 days", FeatureUnit.Number),
        ["invoices_180d"] = ("Purchases, last 180 days", FeatureUnit.Number),
        ["spend_first_half_share"] = ("Spend in the window's first half", FeatureUnit.Share),
        ["spend_decayed_30"] = ("Recent spend, half-life 30 days", FeatureUnit.Money),
        ["spend_decayed_90"] = ("Recent spend, half-life 90 days", FeatureUnit.Money),
        ["spend_decayed_180"] = ("Recent spend, half-life 180 days", FeatureUnit.Money),
        ["invoices_decayed_90"] = ("Recent purchases, half-life 90 days", FeatureUnit.Number),
        ["inter_purchase_days_median"] = ("Median gap between purchase days", FeatureUnit.Days),
        ["inter_purchase_days_max"] = ("Longest gap", FeatureUnit.Days),
        ["inter_purchase_trend"] = ("Gaps grow by", FeatureUnit.Days),
        ["overdue_ratio"] = ("Days since last purchase / usual gap", FeatureUnit.Number),
        ["invoice_spend_median"] = ("Median purchase", FeatureUnit.Money),
        ["invoice_spend_std"] = ("Spread of purchases", FeatureUnit.Money),
        ["invoice_spend_last3"] = ("Mean of the last 3 purchases", FeatureUnit.Money),
        ["invoice_spend_trend"] = ("Last 3 purchases / average", FeatureUnit.Number),
        ["monetary_max_share"] = ("Largest purchase's share of spend", FeatureUnit.Share),
        ["cancellation_invoices"] = ("Cancellations", FeatureUnit.Number),
        ["cancelled_spend"] = ("Cancelled spend", FeatureUnit.Money),
        ["cancelled_share"] = ("Cancelled spend / spend", FeatureUnit.Share),
        ["lines_per_invoice"] = ("Lines per purchase", FeatureUnit.Number),
        ["products_per_invoice"] = ("Products per purchase", FeatureUnit.Number),
        ["repeat_product_share"] = ("Lines that repeat a product", FeatureUnit.Share),
        ["price_avg"] = ("Mean price per piece", FeatureUnit.Money),
        ["quantity_per_invoice"] = ("Pieces per purchase", FeatureUnit.Number),
        ["active_months"] = ("Months with a purchase", FeatureUnit.Number),
        ["hour_avg"] = ("Mean hour of the day", FeatureUnit.Number),
        ["morning_purchase_ratio"] = ("Purchases before noon", FeatureUnit.Share),
        ["weekday_concentration"] = ("Share of the favourite weekday", FeatureUnit.Share),
        ["q4_spend_share"] = ("Spend in October to December", FeatureUnit.Share),
        ["invoices_p_alive"] = ("Still a customer, by purchases", FeatureUnit.Share),
        ["invoices_expected_purchases"] = ("Purchases expected", FeatureUnit.Number),
        ["invoices_expected_spend"] = ("Spend expected per purchase", FeatureUnit.Money),
        ["invoices_value_log"] = ("Value by purchases (BG/NBD)", FeatureUnit.LogMoney),
        ["days_p_alive"] = ("Still a customer, by purchase days", FeatureUnit.Share),
        ["days_expected_purchases"] = ("Purchase days expected", FeatureUnit.Number),
        ["days_expected_spend"] = ("Spend expected per purchase day", FeatureUnit.Money),
        ["days_value_log"] = ("Value by purchase days (BG/NBD)", FeatureUnit.LogMoney),
    };

    /// <summary>What people call an input.</summary>
    public static string Label(string feature) => Known.TryGetValue(feature, out (string Label, FeatureUnit Unit) known) ? known.Label : feature;

    /// <summary>What its number counts.</summary>
    public static FeatureUnit Unit(string feature) => Known.TryGetValue(feature, out (string Label, FeatureUnit Unit) known) ? known.Unit : FeatureUnit.Number;

    /// <summary>A value of the input in words; NaN is "not known".</summary>
    public static string Value(string feature, double value, Formats formats)
    {
        if (double.IsNaN(value))
        {
            return "not known";
        }

        return Unit(feature) switch
        {
            FeatureUnit.Days => formats.Days(value),
            FeatureUnit.Money => formats.Money(value),
            FeatureUnit.Share => formats.Percent(value, 1),
            FeatureUnit.Flag => value > 0 ? "yes" : "no",
            FeatureUnit.LogMoney => formats.Money(Math.Exp(value) - 1),
            _ => formats.Number(value),
        };
    }
}
