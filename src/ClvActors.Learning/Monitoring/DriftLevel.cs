using System.Text.Json.Serialization;

namespace ClvActors.Learning.Monitoring;

/// <summary>How far something has drifted; written <c>unknown</c>, <c>ok</c>, <c>watch</c>, <c>alert</c>.</summary>
[JsonConverter(typeof(SnakeCaseNames<DriftLevel>))]
public enum DriftLevel
{
    /// <summary>There are too few customers to say.</summary>
    Unknown,

    /// <summary>An index below <see cref="PopulationStability.Watch"/>.</summary>
    Ok,

    /// <summary>From <see cref="PopulationStability.Watch"/> on.</summary>
    Watch,

    /// <summary>From <see cref="PopulationStability.Alert"/> on.</summary>
    Alert,
}
