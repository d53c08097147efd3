using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Api.Answers;

/// <summary>A customer as a point of the portfolio.</summary>
/// <param name="CustomerId">An integer or a text.</param>
/// <param name="RecencyDays">Days since the last purchase in the window.</param>
/// <param name="PredictedClv">Predicted spend over the horizon.</param>
/// <param name="ClvSegment">Champions, High Value, Growing, Occasional or Dormant.</param>
/// <param name="Frequency">Invoices in the window.</param>
public readonly record struct PortfolioItem(CustomerId CustomerId, double RecencyDays, double PredictedClv, string ClvSegment, int Frequency)
{
    /// <summary>Writes a summary as an answer.</summary>
    public static PortfolioItem Of(CustomerSummary summary) => new(
        summary.Record.Id, summary.Record.Features.RecencyDays, summary.Record.PredictedValue, summary.Segment.Name(), summary.Record.Features.Frequency);
}
