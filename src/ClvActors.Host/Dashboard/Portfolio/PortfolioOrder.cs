using ClvActors.Domain.Service;

namespace ClvActors.Host.Dashboard.Portfolio;

/// <summary>Orders of the customer table.</summary>
public static class PortfolioOrder
{
    /// <summary>The column by which the service itself orders.</summary>
    public const string Value = "value";

    private static readonly Dictionary<string, Func<CustomerSummary, IComparable>> Keys = new()
    {
        ["customer"] = one => one.Record.Id,
        [Value] = one => one.Record.PredictedValue,
        ["segment"] = one => one.Segment,
        ["recency"] = one => one.Record.Features.RecencyDays,
        ["frequency"] = one => one.Record.Features.Frequency,
        ["spend"] = one => one.Record.Features.MonetaryTotal,
        ["alive"] = one => one.Record.Prediction.ProbabilityAlive,
        ["stage"] = one => one.Record.Stage,
        ["status"] = one => one.Record.Status,
        ["source"] = one => one.Record.Source,
    };

    /// <summary>Names of the columns.</summary>
    public static IReadOnlyCollection<string> Columns => Keys.Keys;

    /// <summary>Orders customers that come by value descending, then id; equal ones keep that order.</summary>
    /// <param name="customers">By value descending, then id ascending.</param>
    /// <param name="column">One of <see cref="Columns"/>.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static IEnumerable<CustomerSummary> By(IEnumerable<CustomerSummary> customers, string column, bool descending)
    {
        if (!Keys.TryGetValue(column, out Func<CustomerSummary, IComparable>? key))
        {
            throw new ArgumentException($"There is no column {column}.", nameof(column));
        }

        return column == Value && descending ? customers : descending ? customers.OrderByDescending(key) : customers.OrderBy(key);
    }
}
