using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Api.Answers;

/// <summary>A customer in a list.</summary>
/// <param name="CustomerId">An integer or a text.</param>
/// <param name="PredictedClv">Predicted spend over the horizon.</param>
/// <param name="ClvSegment">Champions, High Value, Growing, Occasional or Dormant.</param>
/// <param name="RecencyDays">Days since the last purchase in the window.</param>
/// <param name="Frequency">Invoices in the window.</param>
/// <param name="MonetaryTotal">Spend in the window.</param>
/// <param name="PredictionSource">model, cold_start or lapsed.</param>
public readonly record struct CustomerItem(
    CustomerId CustomerId, double PredictedClv, string ClvSegment, double RecencyDays, int Frequency, double MonetaryTotal, string PredictionSource)
{
    /// <summary>Writes a summary as an answer.</summary>
    public static CustomerItem Of(CustomerSummary summary) => new(
        summary.Record.Id, summary.Record.PredictedValue, summary.Segment.Name(), summary.Record.Features.RecencyDays,
        summary.Record.Features.Frequency, summary.Record.Features.MonetaryTotal, summary.Record.Source.Name());
}
