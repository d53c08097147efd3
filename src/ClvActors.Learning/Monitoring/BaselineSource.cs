using System.Text.Json.Serialization;

namespace ClvActors.Learning.Monitoring;

/// <summary>Where a baseline comes from; written <c>none</c>, <c>trained</c>, <c>live</c>.</summary>
[JsonConverter(typeof(SnakeCaseNames<BaselineSource>))]
public enum BaselineSource
{
    /// <summary>There is none yet: no population has been seen settled.</summary>
    None,

    /// <summary>The customers that the model was trained on: <c>baseline.json</c> of the bundle.</summary>
    Trained,

    /// <summary>The first settled population that the bundle scored here, because the bundle has no baseline of its own or another one of its name was found.</summary>
    Live,
}
