namespace ClvActors.Domain.Scoring;

/// <summary>What kind of customer a prediction is for, and so which part of a bundle it comes from.</summary>
public enum PredictionSource
{
    /// <summary>Two or more purchases in the window: the bundle's model of its features.</summary>
    Model,

    /// <summary>Fewer than two purchases in the window: the bundle's answer for cold starts.</summary>
    ColdStart,

    /// <summary>All purchases have left the window: outside the population, valued at 0 unless the bundle covers such customers.</summary>
    Lapsed,

    /// <summary>All purchases are dated after the as-of date: valued as a cold start, outside the population until the date is reached.</summary>
    Pending,
}
