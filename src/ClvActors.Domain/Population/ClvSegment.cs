namespace ClvActors.Domain.Population;

/// <summary>Where a customer's value stands among the model-scored customers.</summary>
public enum ClvSegment
{
    /// <summary>At or above the 90th percentile.</summary>
    Champions,

    /// <summary>At or above the 75th.</summary>
    HighValue,

    /// <summary>At or above the 40th.</summary>
    Growing,

    /// <summary>At or above the 10th.</summary>
    Occasional,

    /// <summary>Below the 10th, and every lapsed customer.</summary>
    Dormant,
}
