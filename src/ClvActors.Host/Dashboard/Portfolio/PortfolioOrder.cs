using ClvActors.Domain.Service;

namespace ClvActors.Host.Dashboard.Portfolio;

/// <summary>Orders of the customer table.</summary>
public static class PortfolioOrder
{
    /// <summary>The column by which the service itself orders.</summary>
    public const string Value = "value";

    private const string Customer = "customer";

    private static readonly Dictionary<string, Func<CustomerSummary, double>> Keys = new()
    {
        [Value] = one => one.Record.PredictedValue,
        ["segment"] = one => (int)one.Segment,
        ["recency"] = one => one.Record.Features.RecencyDays,
        ["frequency"] = one => one.Record.Features.Frequency,
        ["spend"] = one => one.Record.Features.MonetaryTotal,
        ["alive"] = one => one.Record.Prediction.ProbabilityAlive,
        ["stage"] = one => (int)one.Record.Stage,
        ["status"] = one => (int)one.Record.Status,
        ["source"] = one => (int)one.Record.Source,
    };

    /// <summary>Names of the columns.</summary>
    public static IReadOnlyList<string> Columns { get; } = [Customer, .. Keys.Keys];

    /// <summary>Orders customers that come by value descending, then id; equal ones keep that order.</summary>
    /// <param name="customers">By value descending, then id ascending.</param>
    /// <param name="column">One of <see cref="Columns"/>.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static IEnumerable<CustomerSummary> By(IEnumerable<CustomerSummary> customers, string column, bool descending)
    {
        if (column == Customer)
        {
            return descending ? customers.OrderByDescending(one => one.Record.Id) : customers.OrderBy(one => one.Record.Id);
        }

        if (!Keys.TryGetValue(column, out Func<CustomerSummary, double>? key))
        {
            throw new ArgumentException($"There is no column {column}.", nameof(column));
        }

        return column == Value && descending ? customers : descending ? customers.OrderByDescending(key) : customers.OrderBy(key);
    }
}
