namespace ClvActors.Domain.Customers;

/// <summary>How long a customer has been one, by days since the first purchase ever.</summary>
public enum LifecycleStage
{
    /// <summary>0 to 90 days.</summary>
    New,

    /// <summary>91 to 180 days.</summary>
    Growing,

    /// <summary>181 to 365 days.</summary>
    Established,

    /// <summary>More than 365 days.</summary>
    Loyal,
}
