namespace ClvActors.Orleans.Partitions;

/// <summary>The orders in which a partition keeps its customers.</summary>
/// <remarks>The numbers travel between silos of different versions; they are never used anew. From <see cref="FirstFeature"/> on, one order per feature.</remarks>
public enum PopulationOrder
{
    /// <summary>The population by minus the day of the last purchase, equal ones by id.</summary>
    Recency = 0,

    /// <summary>The population by invoices in the window, equal ones by id.</summary>
    Frequency = 1,

    /// <summary>The population by spend in the window in ten-thousandths, equal ones by id.</summary>
    Monetary = 2,

    /// <summary>Model-scored customers by value, equal ones by id descending.</summary>
    Scored = 3,

    /// <summary>The population (model-scored and cold starts) by value, equal ones by id descending.</summary>
    Everyone = 4,

    /// <summary>Lapsed customers by value, equal ones by id descending.</summary>
    Lapsed = 5,

    /// <summary>The population by its first feature; the next numbers are the next features. Equal ones by id.</summary>
    FirstFeature = 100,
}
