using ClvActors.Domain.Transactions;

namespace ClvActors.Learning.Bundles;

/// <summary>What customers spent after an as-of date: the labels of training and evaluation.</summary>
/// <remarks>Holds sums alone, no lines. Immutable; any number of threads may read.</remarks>
public sealed class FutureSpend
{
    private readonly Dictionary<CustomerId, Money> _spend = [];

    /// <summary>Adds up lines.</summary>
    /// <param name="purchases">Kept purchase lines; those outside D &lt; date &lt;= D + <paramref name="horizonDays"/> count for nothing.</param>
    /// <param name="asOf">The as-of date D.</param>
    /// <param name="horizonDays">Days after D, at least 1.</param>
    public FutureSpend(IEnumerable<TransactionLine> purchases, DateOnly asOf, int horizonDays)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        AsOf = asOf;
        HorizonDays = horizonDays;
        foreach (TransactionLine line in purchases)
        {
            int day = line.Date.DayNumber - asOf.DayNumber;
            if (day > 0 && day <= horizonDays)
            {
                _spend[line.Customer!.Value] = Of(line.Customer.Value) + line.Total;
            }
        }
    }

    /// <summary>The as-of date D.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Days after D that are covered.</summary>
    public int HorizonDays { get; }

    /// <summary>What a customer spent; 0 of one who bought nothing.</summary>
    public Money Of(CustomerId customer) => _spend.GetValueOrDefault(customer);
}
