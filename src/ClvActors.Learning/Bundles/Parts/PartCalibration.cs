namespace ClvActors.Learning.Bundles.Parts;

/// <summary>What becomes of a part's prediction behind its link, so that it comes true as often, or adds up to as much, as it says.</summary>
/// <param name="Kind"><see cref="None"/>, <see cref="Scale"/> or <see cref="Isotonic"/>. The ends of intervals are calibrated in the manifest's <c>interval</c> instead.</param>
/// <param name="Factor">For <see cref="Scale"/>: what the prediction is multiplied by, above 0.</param>
/// <param name="Predictions">For <see cref="Isotonic"/>: predictions at the knots, ascending.</param>
/// <param name="Probabilities">For <see cref="Isotonic"/>: probabilities at the knots, linear between them.</param>
public sealed record PartCalibration(
    string Kind, double? Factor = null, IReadOnlyList<double>? Predictions = null, IReadOnlyList<double>? Probabilities = null)
{
    /// <summary>Nothing.</summary>
    public const string None = "none";

    /// <summary>A factor.</summary>
    public const string Scale = "scale";

    /// <summary>A rising piecewise linear function.</summary>
    public const string Isotonic = "isotonic";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> All { get; } = [None, Scale, Isotonic];
}
