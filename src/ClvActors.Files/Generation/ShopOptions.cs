namespace ClvActors.Files.Generation;

/// <summary>Which shop to generate.</summary>
/// <param name="Customers">How many registered customers buy at least once; 1 to 100,000,000.</param>
/// <param name="Seed">The same seed gives the same lines.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, not before the first and at most 100 years after it.</param>
public sealed record ShopOptions(int Customers, ulong Seed, DateOnly From, DateOnly To)
{
    internal int Days => To.DayNumber - From.DayNumber + 1;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Customers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Customers, 100_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(To, From);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Days, 36_600, nameof(To));
        ArgumentOutOfRangeException.ThrowIfLessThan(From.Year, Domain.Transactions.TransactionLimits.FirstYear, nameof(From));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(To.Year, Domain.Transactions.TransactionLimits.LastYear, nameof(To));
    }
}
