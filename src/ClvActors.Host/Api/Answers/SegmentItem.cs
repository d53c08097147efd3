using ClvActors.Domain.Population;
using ClvActors.Domain.Service;

namespace ClvActors.Host.Api.Answers;

/// <summary>One segment in numbers.</summary>
/// <param name="Segment">Its name.</param>
/// <param name="Count">Customers in it.</param>
/// <param name="MeanClv">Mean predicted value; 0 for an empty segment.</param>
/// <param name="MeanRecencyDays">Mean days since the last purchase; 0 for an empty segment.</param>
/// <param name="TotalClv">Sum of the predicted values.</param>
/// <param name="LowerBound">Smallest value that belongs to it; absent for Dormant and before anyone is scored.</param>
/// <param name="RecommendedAction">What to do with these customers.</param>
public sealed record SegmentItem(
    string Segment, int Count, double MeanClv, double MeanRecencyDays, double TotalClv, double? LowerBound, string RecommendedAction)
{
    // Section 8 of the model documentation.
    private static readonly string[] Actions =
    [
        "VIP treatment, dedicated account management, early access to new products, loyalty rewards",
        "Cross-sell campaigns, volume discount offers, referral incentives",
        "Targeted promotions, product recommendations, engagement nurturing sequences",
        "Re-engagement campaigns, win-back offers, low-cost digital touchpoints",
        "Cost-efficient reactivation (email only), exit survey, reduce spend allocation",
    ];

    /// <summary>Writes a summary as an answer.</summary>
    public static SegmentItem Of(SegmentSummary summary) => new(
        summary.Segment.Name(), summary.Count, summary.MeanValue, summary.MeanRecencyDays, summary.TotalValue,
        double.IsFinite(summary.LowerBound) ? summary.LowerBound : null, Actions[(int)summary.Segment]);
}
