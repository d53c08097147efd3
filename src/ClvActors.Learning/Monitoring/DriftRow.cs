namespace ClvActors.Learning.Monitoring;

/// <summary>How far one thing has drifted from the baseline.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Name">
/// The feature or input by its name; <c>predicted_value</c>; <c>value_segments</c> or <c>lifecycle_stages</c>; <c>all_inputs</c> for the contributions together.
/// </param>
/// <param name="Index">Population stability index, 0 for no drift; of a single input its term of the index of <c>all_inputs</c>.</param>
/// <param name="Level">The index by its thresholds.</param>
/// <param name="RaisesAlert">
/// Whether it may raise an alert. Features that follow from the date, lifecycle stages and single inputs do not: see docs/monitoring.md.
/// </param>
/// <param name="Bins">The distribution then and now; of a single input one bin with its shares.</param>
public sealed record DriftRow(DriftKind Kind, string Name, double Index, DriftLevel Level, bool RaisesAlert, IReadOnlyList<DriftBin> Bins);
