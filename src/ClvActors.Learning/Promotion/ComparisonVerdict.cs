using System.Text.Json.Serialization;

namespace ClvActors.Learning.Promotion;

/// <summary>How a candidate's figure stands to the champion's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ComparisonVerdict>))]
public enum ComparisonVerdict
{
    /// <summary>The interval of the difference holds 0.</summary>
    [JsonStringEnumMemberName("within_noise")]
    WithinNoise,

    /// <summary>Better beyond noise.</summary>
    [JsonStringEnumMemberName("better")]
    Better,

    /// <summary>Worse beyond noise, or not defined where the champion's is.</summary>
    [JsonStringEnumMemberName("worse")]
    Worse,
}
