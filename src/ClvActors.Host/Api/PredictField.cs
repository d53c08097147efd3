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
    /// <summary>All 22 in the order of the feature set.</summary>
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
    ]);

    /// <summary>The range in words.</summary>
    public string Rule => $"{Name} must be a {(IsWhole ? "whole " : "")}number from {Least:0} to {Most:0}";

    /// <summary>Whether a value is allowed; NaN is not.</summary>
    public bool Allows(double value) => value >= Least && value <= Most && (!IsWhole || value == Math.Floor(value));

    private static PredictField[] Ordered(PredictField[] fields) =>
        [.. FeatureSet.Names.Select(name => fields.Single(field => field.Name == name))];
}
