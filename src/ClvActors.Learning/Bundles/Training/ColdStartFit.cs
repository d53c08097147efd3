using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Quality;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>The cold-start parts fresh from training.</summary>
/// <param name="Value">The value.</param>
/// <param name="High">The raw upper end.</param>
/// <param name="Groups">How the interval is calibrated.</param>
/// <param name="Quality">How good both are, by cross-validation.</param>
internal sealed record ColdStartFit(TrainedPart Value, TrainedPart High, IReadOnlyList<IntervalGroup> Groups, ColdStartQuality Quality);
