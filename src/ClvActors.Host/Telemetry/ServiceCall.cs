namespace ClvActors.Host.Telemetry;

/// <summary>The calls of the service, as metrics and spans name them.</summary>
internal enum ServiceCall
{
    /// <summary>Taking a batch.</summary>
    Ingest,

    /// <summary>One customer.</summary>
    Lookup,

    /// <summary>Customers by the beginning of their id.</summary>
    Search,

    /// <summary>Customers' invoices.</summary>
    Purchases,

    /// <summary>Counts over the population.</summary>
    Survey,

    /// <summary>A page of customers.</summary>
    List,

    /// <summary>All customers.</summary>
    Portfolio,

    /// <summary>The five segments.</summary>
    Segments,

    /// <summary>A made-up customer.</summary>
    Predict,

    /// <summary>How the service stands.</summary>
    Status,

    /// <summary>Moving the as-of date.</summary>
    AdvanceAsOf,

    /// <summary>Waiting until everything is settled.</summary>
    Settle,

    /// <summary>Another bundle.</summary>
    SwapModel,
}
