using System.Text.Json.Serialization;

namespace ClvActors.Learning.Monitoring;

/// <summary>How soon somebody should look; written <c>warning</c> or <c>critical</c>.</summary>
[JsonConverter(typeof(SnakeCaseNames<AlertSeverity>))]
public enum AlertSeverity
{
    /// <summary>Look within days.</summary>
    Warning,

    /// <summary>Predictions are worse than promised: look now.</summary>
    Critical,
}
