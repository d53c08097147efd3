namespace ClvActors.Domain.Scoring;

/// <summary>Where a customer's predicted value comes from.</summary>
public enum PredictionSource
{
    /// <summary>The model scored the customer's features.</summary>
    Model,

    /// <summary>Fewer than two purchases in the window: the bundle's cold-start value.</summary>
    ColdStart,

    /// <summary>All purchases have left the window: value 0.</summary>
    Lapsed,

    /// <summary>All purchases are dated after the as-of date: the cold-start value, outside the population until the date is reached.</summary>
    Pending,
}
