using System.Text.Json.Serialization;

namespace ClvActors.Learning.Monitoring.Cohorts;

/// <summary>Whether it is known how predictions came true; written <c>open</c>, <c>closed</c>, <c>unmeasurable</c>.</summary>
[JsonConverter(typeof(SnakeCaseNames<HorizonState>))]
public enum HorizonState
{
    /// <summary>The horizon has not ended.</summary>
    Open,

    /// <summary>It has ended and everything within it was read.</summary>
    Closed,

    /// <summary>The as-of date moved past what customers' states hold before it was read.</summary>
    Unmeasurable,
}
