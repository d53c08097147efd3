using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Customers;

/// <summary>One customer: it keeps its own lines durable, applies them, and scores itself. The key is the canonical customer id.</summary>
[Alias("clv.customer")]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>Takes lines of one batch: durable, applied, scored and known to the partition when the call returns.</summary>
    /// <remarks>Idempotent: the same batch again answers what the first try counted, the same lines in another batch are duplicates.</remarks>
    [Alias("ingest")]
    Task<CustomerIngestResult> Ingest(CustomerLines lines);

    /// <summary>Brings the customer to a view of the population, for its partition.</summary>
    /// <returns>The entry that now stands, stored but not told to the partition, which is the caller; null for a customer that never bought.</returns>
    [Alias("rescore")]
    Task<CustomerEntry?> Rescore(RescoreOrder order);

    /// <summary>The customer as it stands at the silo's view.</summary>
    /// <returns>Null for a customer that never bought.</returns>
    [Alias("get")]
    Task<CustomerEntry?> Get();

    /// <summary>The invoices that the customer's state holds, once they are stored.</summary>
    /// <param name="viewVersion">The view that the silo must have.</param>
    [Alias("purchases")]
    Task<HeldPurchases> Purchases(long viewVersion);

    /// <summary>The customer with the reasons for its score.</summary>
    /// <returns>Null for a customer that never bought.</returns>
    [Alias("explain")]
    Task<ExplainedCustomer?> Explain();
}
