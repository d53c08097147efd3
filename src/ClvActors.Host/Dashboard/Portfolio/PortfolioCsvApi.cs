using System.ComponentModel;
using System.Globalization;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Host.Api;
using ClvActors.Host.Csv;
using ClvActors.Host.OpenApi;

namespace ClvActors.Host.Dashboard.Portfolio;

/// <summary>The customer table as a file.</summary>
internal static class PortfolioCsvApi
{
    /// <summary>Where the file is.</summary>
    public const string Path = "/api/portfolio.csv";

    private static readonly string[] Header =
    [
        "customer_id", "predicted_clv", "clv_segment", "segment_colour", "recency_days", "frequency", "monetary_total", "p_alive", "interval_low", "interval_high", "expected_spend_30d", "purchase_probability_30d",
        "next_order_date", "lifecycle_stage", "purchase_status", "prediction_source", "as_of", "bundle",
    ];

    /// <summary>Maps <c>GET /api/portfolio.csv</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, DownloadAsync)
            .WithName("portfolioCsv").WithTags("Population")
            .WithSummary("All customers, or those that pass a filter, as CSV")
            .WithDescription("By predicted value descending, then id, unless `order` names another column; of one version of the population, written while it is sent. What does not exist is empty.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesError(422, 503).DescribeSegment();

    private static async Task<CsvResult> DownloadAsync(
        ICustomerValueService service,
        [Description("One segment alone.")] string? segment,
        [Description("One lifecycle stage alone: New, Growing, Established or Loyal.")] string? stage,
        [Description("One purchase status alone: Active, Lagging, Dormant or Churn-risk.")] string? status,
        [Description("One kind of valuation alone: model or cold_start.")] string? source,
        [Description("Smallest predicted value.")] string? least,
        [Description("Largest predicted value.")] string? most,
        [Description("Column to order by: customer, value, segment, recency, frequency, spend, alive, stage, status or source. Default: value.")] string? order,
        [Description("asc or desc. Default: desc.")] string? direction,
        CancellationToken cancellation)
    {
        PortfolioFilter filter = new(
            QueryParameters.Segment(segment),
            OneOf("stage", stage, Enum.GetValues<LifecycleStage>(), one => one.ToString()),
            OneOf("status", status, Enum.GetValues<PurchaseStatus>(), Lifecycle.Name),
            OneOf("source", source, Enum.GetValues<PredictionSource>(), PredictionSourceNames.Name),
            Amount("least", least, 0),
            Amount("most", most, double.PositiveInfinity));
        string column = string.IsNullOrEmpty(order) ? PortfolioOrder.Value : order;
        if (!PortfolioOrder.Columns.Contains(column))
        {
            throw QueryParameters.Invalid($"order must be one of {string.Join(", ", PortfolioOrder.Columns)}.");
        }

        bool descending = direction switch
        {
            null or "" or "desc" => true,
            "asc" => false,
            _ => throw QueryParameters.Invalid("direction must be asc or desc."),
        };
        IReadOnlyList<CustomerSummary> all = await service.PortfolioAsync(cancellation: cancellation);
        return new CsvResult("customers.csv", Header, PortfolioOrder.By(all.Where(filter.Takes), column, descending).Select(Row));
    }

    private static object?[] Row(CustomerSummary one)
    {
        CustomerRecord record = one.Record;
        Prediction prediction = record.Prediction;
        return
        [
            record.Id.ToString(), record.PredictedValue, one.Segment.Name(), SegmentColours.Of(one.Segment), record.Features.RecencyDays, record.Features.Frequency, record.Features.MonetaryTotal,
            Present(prediction.ProbabilityAlive), Present(prediction.IntervalLow), Present(prediction.IntervalHigh), Present(prediction.ExpectedSpend30), Present(prediction.PurchaseProbability30),
            record.NextPurchaseDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), record.Stage.ToString(), record.Status.Name(), record.Source.Name(),
            record.Window.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), record.BundleId,
        ];
    }

    private static double? Present(double value) => double.IsFinite(value) ? value : null;

    private static T? OneOf<T>(string parameter, string? text, T[] values, Func<T, string> name)
        where T : struct
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        foreach (T value in values)
        {
            if (string.Equals(name(value), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw QueryParameters.Invalid($"{parameter} must be one of {string.Join(", ", values.Select(name))}.");
    }

    private static double Amount(string parameter, string? text, double standard)
    {
        if (string.IsNullOrEmpty(text))
        {
            return standard;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double amount) && amount >= 0
            ? amount
            : throw QueryParameters.Invalid($"{parameter} must be an amount from 0.");
    }
}
