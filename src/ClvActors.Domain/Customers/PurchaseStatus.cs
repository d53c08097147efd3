namespace ClvActors.Domain.Customers;

/// <summary>How lately a customer has bought, by days since the last purchase.</summary>
public enum PurchaseStatus
{
    /// <summary>Up to 30 days.</summary>
    Active,

    /// <summary>31 to 90 days.</summary>
    Lagging,

    /// <summary>91 to 180 days.</summary>
    Dormant,

    /// <summary>More than 180 days.</summary>
    ChurnRisk,
}
