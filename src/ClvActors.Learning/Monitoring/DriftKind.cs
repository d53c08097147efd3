using System.Text.Json.Serialization;

namespace ClvActors.Learning.Monitoring;

/// <summary>What may have drifted; written <c>feature</c>, <c>prediction</c>, <c>segment</c>, <c>contribution</c>.</summary>
[JsonConverter(typeof(SnakeCaseNames<DriftKind>))]
public enum DriftKind
{
    /// <summary>The distribution of one feature over the model-scored customers.</summary>
    Feature,

    /// <summary>The distribution of their predicted values.</summary>
    Prediction,

    /// <summary>How they fall into the baseline's segments, or into lifecycle stages.</summary>
    Segment,

    /// <summary>What the model decides by: each input's share of the mean absolute contributions.</summary>
    Contribution,
}
