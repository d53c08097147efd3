namespace ClvActors.Domain.Features;

/// <summary>The names and order of a feature vector's values: the contract between state, models and files.</summary>
/// <remarks>
/// The rule of each stands in <c>docs/features.md</c>. The first 22 are the reference set, whose rules, order and version never change with what comes
/// after them. A change of a rule or of a list is a new version, reached by replaying the log.
/// </remarks>
public static class FeatureSet
{
    /// <summary>How many values a vector has.</summary>
    public const int Count = 63;

    /// <summary>The names, in the order of a vector.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "recency_days", "frequency", "monetary_total", "monetary_avg", "monetary_max", "tenure_days", "purchase_velocity",
        "inter_purchase_days_avg", "inter_purchase_days_std", "unique_products", "cancellation_rate", "avg_quantity_per_item",
        "uk_customer", "acquisition_month", "acquisition_quarter", "purchased_in_q4", "weekend_purchase_ratio",
        "evening_purchase_ratio", "rfm_recency_score", "rfm_frequency_score", "rfm_monetary_score", "rfm_combined_score",
        .. BehaviourFeatures.Names,
    ];

    /// <summary>The 22 features of the reference model.</summary>
    public static FeatureList Reference { get; } = new("rfm-22", 1, 22);

    /// <summary>All features that the engine keeps for every customer.</summary>
    public static FeatureList Behaviour { get; } = new("behaviour", 1, Count);

    /// <summary>Finds a list by its name.</summary>
    /// <returns>The list, or null when the name is unknown.</returns>
    public static FeatureList? Find(string name) =>
        name == Reference.Name ? Reference : name == Behaviour.Name ? Behaviour : null;

    /// <summary>Position of a feature.</summary>
    /// <returns>0 to <see cref="Count"/> - 1, or -1 when the name is unknown.</returns>
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
