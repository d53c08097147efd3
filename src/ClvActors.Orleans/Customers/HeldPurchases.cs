using ClvActors.Domain.Customers;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Customers;

/// <summary>The invoices that a customer's state holds, as columns, by time ascending, then invoice number.</summary>
/// <remarks>What an older program did not write reads as the members' initialisers say. Immutable: nobody writes to the arrays. Safe on any thread.</remarks>
[GenerateSerializer, Immutable, Alias("clv.held-purchases")]
public sealed record HeldPurchases
{
    /// <summary>Day number of the as-of date at which they were read, or -1.</summary>
    [Id(0)]
    public int AsOfDay { get; init; } = ObservationWindow.UnsetDay;

    /// <summary>Invoice numbers.</summary>
    [Id(1)]
    public string[] Invoices { get; init; } = [];

    /// <summary>Times of the earliest kept lines, in ticks of the deployment's local time.</summary>
    [Id(2)]
    public long[] Ticks { get; init; } = [];

    /// <summary>Sums of the kept lines in ten-thousandths.</summary>
    [Id(3)]
    public long[] Totals { get; init; } = [];

    /// <summary>Numbers of kept lines.</summary>
    [Id(4)]
    public int[] LineCounts { get; init; } = [];

    /// <summary>Takes invoices apart.</summary>
    public static HeldPurchases Of(int asOfDay, Purchase[] purchases) => new()
    {
        AsOfDay = asOfDay,
        Invoices = Array.ConvertAll(purchases, purchase => purchase.Invoice),
        Ticks = Array.ConvertAll(purchases, purchase => purchase.Time.Ticks),
        Totals = Array.ConvertAll(purchases, purchase => purchase.Total.TenThousandths),
        LineCounts = Array.ConvertAll(purchases, purchase => purchase.Lines),
    };

    /// <summary>The invoices again.</summary>
    /// <param name="id">The customer.</param>
    public CustomerPurchases ToPurchases(CustomerId id) => new(
        id,
        new ObservationWindow(AsOfDay).AsOf,
        [.. Invoices.Select((invoice, at) => new Purchase(invoice, new DateTime(Ticks[at]), new Money(Totals[at]), LineCounts[at]))]);
}
