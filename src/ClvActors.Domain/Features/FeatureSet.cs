namespace ClvActors.Domain.Features;

/// <summary>The names and order of the 22 features: the contract between state, models and files.</summary>
/// <remarks>The rule of each stands in <c>docs/features.md</c>. A change of a rule or of the list is a new version, reached by replaying the log.</remarks>
public static class FeatureSet
{
    /// <summary>Name of this feature set in bundles and snapshots.</summary>
    public const string Name = "rfm-22";

    /// <summary>Version of the rules behind the names.</summary>
    public const int Version = 1;

    /// <summary>How many features there are.</summary>
    public const int Count = 22;

    /// <summary>The names, in the model's order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "recency_days", "frequency", "monetary_total", "monetary_avg", "monetary_max", "tenure_days", "purchase_velocity",
        "inter_purchase_days_avg", "inter_purchase_days_std", "unique_products", "cancellation_rate", "avg_quantity_per_item",
        "uk_customer", "acquisition_month", "acquisition_quarter", "purchased_in_q4", "weekend_purchase_ratio",
        "evening_purchase_ratio", "rfm_recency_score", "rfm_frequency_score", "rfm_monetary_score", "rfm_combined_score",
    ];

    /// <summary>Position of a feature.</summary>
    /// <returns>0 to 21, or -1 when the name is unknown.</returns>
    public static int IndexOf(string name)
    {
        for (int index = 0; index < Count; index++)
        {
            if (Names[index] == name)
            {
                return index;
            }
        }

        return -1;
    }
}
