using ClvActors.Domain.Features;

namespace ClvActors.Host.Api;

/// <summary>What a made-up customer may say of one feature.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Least">Smallest allowed value.</param>
/// <param name="Most">Largest allowed value.</param>
/// <param name="IsWhole">Whether only whole numbers are allowed.</param>
/// <param name="IsRequired">Whether it must be given.</param>
internal sealed record PredictField(string Name, double Least, double Most, bool IsWhole = false, bool IsRequired = false)
{
    /// <summary>One for every feature, in the order of a vector.</summary>
    public static IReadOnlyList<PredictField> All { get; } = Ordered(
    [
        new("recency_days", 0, 3_650, IsRequired: true),
        new("frequency", 1, 500, IsWhole: true, IsRequired: true),
        new("monetary_total", 0, 500_000, IsRequired: true),
        new("monetary_avg", 0, 500_000),
        new("monetary_max", 0, 500_000),
        new("tenure_days", 0, 3_650),

        // 500 purchases within a day.
        new("purchase_velocity", 0, 20_000),
        new("inter_purchase_days_avg", 0, 3_650),
        new("inter_purchase_days_std", 0, 3_650),
        new("unique_products", 0, 100_000, IsWhole: true),
        new("cancellation_rate", 0, 1),
        new("avg_quantity_per_item", 0, 1_000_000),
        new("uk_customer", 0, 1, IsWhole: true),
        new("acquisition_month", 1, 12, IsWhole: true),
        new("acquisition_quarter", 1, 4, IsWhole: true),
        new("purchased_in_q4", 0, 1, IsWhole: true),
        new("weekend_purchase_ratio", 0, 1),
        new("evening_purchase_ratio", 0, 1),
        new("rfm_recency_score", 1, 5, IsWhole: true),
        new("rfm_frequency_score", 1, 5, IsWhole: true),
        new("rfm_monetary_score", 1, 5, IsWhole: true),
        new("rfm_combined_score", 3, 15, IsWhole: true),
        Days("age_days"),
        new("lifetime_days", 0, 100_000),
        new("purchase_days", 1, 500, IsWhole: true),
        Spend("repeat_spend_avg"),
        Spend("first_day_spend"),
        Spend("last_day_spend"),
        Spend("largest_day_spend"),
        Spend("spend_30d"),
        Spend("spend_60d"),
        Spend("spend_90d"),
        Spend("spend_180d"),
        new("invoices_30d", 0, 500, IsWhole: true),
        new("invoices_90d", 0, 500, IsWhole: true),
        new("invoices_180d", 0, 500, IsWhole: true),
        Share("spend_first_half_share"),
        Spend("spend_decayed_30"),
        Spend("spend_decayed_90"),
        Spend("spend_decayed_180"),
        new("invoices_decayed_90", 0, 500),
        Days("inter_purchase_days_median"),
        Days("inter_purchase_days_max"),
        new("inter_purchase_trend", -3_650, 3_650),
        new("overdue_ratio", 0, 3_650),
        Spend("invoice_spend_median"),
        Spend("invoice_spend_std"),
        Spend("invoice_spend_last3"),
        new("invoice_spend_trend", 0, 500),
        Share("monetary_max_share"),
        new("cancellation_invoices", 0, 500, IsWhole: true),
        Spend("cancelled_spend"),

        // More may come back than was bought in the window.
        new("cancelled_share", 0, 500_000),
        new("lines_per_invoice", 0, 100_000),
        new("products_per_invoice", 0, 100_000),
        Share("repeat_product_share"),
        Spend("price_avg"),
        new("quantity_per_invoice", 0, 10_000_000),
        new("active_months", 1, 13, IsWhole: true),
        new("hour_avg", 0, 24),
        Share("morning_purchase_ratio"),
        Share("weekday_concentration"),
        Share("q4_spend_share"),
    ]);

    /// <summary>The range in words.</summary>
    public string Rule => $"{Name} must be a {(IsWhole ? "whole " : "")}number from {Least:0} to {Most:0}";

    /// <summary>Whether a value is allowed; NaN is not.</summary>
    public bool Allows(double value) => value >= Least && value <= Most && (!IsWhole || value == Math.Floor(value));

    private static PredictField Days(string name) => new(name, 0, 3_650);

    private static PredictField Spend(string name) => new(name, 0, 500_000);

    private static PredictField Share(string name) => new(name, 0, 1);

    private static PredictField[] Ordered(PredictField[] fields) =>
        [.. FeatureSet.Names.Select(name => fields.Single(field => field.Name == name))];
}
