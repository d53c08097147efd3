namespace ClvActors.Domain.Population;

/// <summary>What moves the as-of date.</summary>
public enum AsOfClock
{
    /// <summary>Today in the deployment's time zone; written <c>wall</c>.</summary>
    Wall,

    /// <summary>The newest date that purchases of two customers have reached; written <c>event</c>.</summary>
    Event,
}
