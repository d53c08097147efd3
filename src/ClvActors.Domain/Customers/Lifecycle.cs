namespace ClvActors.Domain.Customers;

/// <summary>Places customers in their lifecycle.</summary>
public static class Lifecycle
{
    /// <summary>The stage after so many days since the first purchase ever.</summary>
    public static LifecycleStage Stage(int daysSinceFirstPurchase) => daysSinceFirstPurchase switch
    {
        <= 90 => LifecycleStage.New,
        <= 180 => LifecycleStage.Growing,
        <= 365 => LifecycleStage.Established,
        _ => LifecycleStage.Loyal,
    };

    /// <summary>The status after so many days since the last purchase.</summary>
    public static PurchaseStatus Status(int daysSinceLastPurchase) => daysSinceLastPurchase switch
    {
        <= 30 => PurchaseStatus.Active,
        <= 90 => PurchaseStatus.Lagging,
        <= 180 => PurchaseStatus.Dormant,
        _ => PurchaseStatus.ChurnRisk,
    };

    /// <summary>The name used in answers: <c>Active</c>, <c>Lagging</c>, <c>Dormant</c> or <c>Churn-risk</c>.</summary>
    public static string Name(this PurchaseStatus status) => status == PurchaseStatus.ChurnRisk ? "Churn-risk" : status.ToString();
}
