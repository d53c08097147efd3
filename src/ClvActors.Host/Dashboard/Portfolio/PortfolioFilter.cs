using System.Globalization;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;

namespace ClvActors.Host.Dashboard.Portfolio;

/// <summary>Which customers of the portfolio are wanted; null and the widest range mean all.</summary>
/// <param name="Segment">One segment alone.</param>
/// <param name="Stage">One lifecycle stage alone.</param>
/// <param name="Status">One purchase status alone.</param>
/// <param name="Source">One kind of valuation alone.</param>
/// <param name="Least">Smallest predicted value, in whole units of currency.</param>
/// <param name="Most">Largest predicted value.</param>
public sealed record PortfolioFilter(
    ClvSegment? Segment = null, LifecycleStage? Stage = null, PurchaseStatus? Status = null, PredictionSource? Source = null, double Least = 0, double Most = double.PositiveInfinity)
{
    /// <summary>Whether everyone passes.</summary>
    public bool IsAll => this == new PortfolioFilter();

    /// <summary>Whether a customer passes.</summary>
    public bool Takes(CustomerSummary customer) =>
        (Segment is null || customer.Segment == Segment)
        && (Stage is null || customer.Record.Stage == Stage)
        && (Status is null || customer.Record.Status == Status)
        && (Source is null || customer.Record.Source == Source)
        && customer.Record.PredictedValue >= Least && customer.Record.PredictedValue <= Most;

    /// <summary>Whether a cell of the density passes; its value is the middle of its bin, and how it is valued is not known of cells.</summary>
    public bool Takes(DensityCell cell) =>
        (Segment is null || cell.Segment == Segment)
        && (Stage is null || cell.Stage == Stage)
        && (Status is null || cell.Status == Status)
        && PortfolioPlot.MiddleOf(cell.ValueBin) >= Least && PortfolioPlot.MiddleOf(cell.ValueBin) <= Most;

    /// <summary>The filter as a query, without a question mark; empty for everyone.</summary>
    public string ToQuery()
    {
        List<string> parts = [];
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        Add("segment", Segment?.Name());
        Add("stage", Stage?.ToString());
        Add("status", Status?.Name());
        Add("source", Source?.Name());
        Add("least", Least > 0 ? Least.ToString(CultureInfo.InvariantCulture) : null);
        Add("most", double.IsFinite(Most) ? Most.ToString(CultureInfo.InvariantCulture) : null);
        return string.Join('&', parts);
    }
}
