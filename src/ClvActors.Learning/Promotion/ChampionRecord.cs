namespace ClvActors.Learning.Promotion;

/// <summary>One bundle's time as champion: how it came to serve.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record ChampionRecord
{
    /// <summary>Id of the bundle, the name of its folder.</summary>
    public required string Bundle { get; init; }

    /// <summary>The bundle's <see cref="Bundles.ModelBundle.Fingerprint"/> when it was promoted: another folder of the same name is not this bundle.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>When it was promoted.</summary>
    public required DateTimeOffset PromotedAt { get; init; }

    /// <summary>The command that promoted it, as it was typed.</summary>
    public required string Command { get; init; }

    /// <summary>Id of the champion that it was measured against and replaced; null for the first.</summary>
    public string? Replaced { get; init; }

    /// <summary>Why it was promoted whatever the comparison said; null when the comparison decided.</summary>
    public string? ForcedBecause { get; init; }

    /// <summary>The comparison behind the decision; null when there was none.</summary>
    public PromotionEvidence? Evidence { get; init; }
}
