using System.Text.Json.Serialization;

namespace ClvActors.Learning.Promotion;

/// <summary>Why the rows of a holdout are fair to compare two bundles on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HoldoutKind>))]
public enum HoldoutKind
{
    /// <summary>Everything that the labels hold happened after the last day that either bundle's training saw.</summary>
    [JsonStringEnumMemberName("later_period")]
    LaterPeriod,

    /// <summary>The customers were held out of the training of each bundle whose training reaches into the labels.</summary>
    [JsonStringEnumMemberName("held_out_customers")]
    HeldOutCustomers,

    /// <summary>New to the candidate, perhaps not to the champion: a candidate that wins here wins although the rows favour the champion.</summary>
    [JsonStringEnumMemberName("new_to_candidate")]
    NewToCandidate,
}
