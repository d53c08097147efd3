namespace ClvActors.Host.Composition;

/// <summary>What moves the as-of date.</summary>
public enum ClockKind
{
    /// <summary>The newest date that purchases of two different customers have reached.</summary>
    Event,

    /// <summary>Today in the deployment's time zone.</summary>
    Wall,
}
