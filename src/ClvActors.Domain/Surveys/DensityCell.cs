using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;

namespace ClvActors.Domain.Surveys;

/// <summary>Customers of one kind in one rectangle of recency against predicted value.</summary>
/// <param name="RecencyBin">Days since the last purchase divided by <see cref="RecencyBinDays"/>, rounded down.</param>
/// <param name="ValueBin">log10(1 + predicted value) times <see cref="ValueBinsPerDecade"/>, rounded down.</param>
/// <param name="Segment">Segment by the thresholds of the surveyed population.</param>
/// <param name="Stage">Lifecycle stage.</param>
/// <param name="Status">Purchase status.</param>
/// <param name="Count">How many there are, at least 1.</param>
public readonly record struct DensityCell(short RecencyBin, short ValueBin, ClvSegment Segment, LifecycleStage Stage, PurchaseStatus Status, int Count)
{
    /// <summary>Days of one recency bin.</summary>
    public const int RecencyBinDays = 5;

    /// <summary>Bins of one power of ten of value.</summary>
    public const int ValueBinsPerDecade = 15;
}
