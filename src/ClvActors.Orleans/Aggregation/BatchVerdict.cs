namespace ClvActors.Orleans.Aggregation;

/// <summary>What becomes of a completed batch.</summary>
/// <remarks>The numbers travel between silos of different versions.</remarks>
public enum BatchVerdict
{
    /// <summary>It is counted and may be acknowledged.</summary>
    Done = 0,

    /// <summary>It has moved the as-of date: its customers have to be scored there before it is completed again.</summary>
    Rescore = 1,

    /// <summary>The aggregator that numbered it is gone: it needs a new number.</summary>
    Unknown = 2,
}
