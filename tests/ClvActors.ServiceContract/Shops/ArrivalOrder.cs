namespace ClvActors.ServiceContract.Shops;

/// <summary>In which order the lines of a shop arrive; the lines of one invoice always keep theirs.</summary>
public enum ArrivalOrder
{
    /// <summary>As they were sold.</summary>
    AsSold,

    /// <summary>Day after day, in any order inside a day.</summary>
    ShuffledWithinDays,

    /// <summary>In any order.</summary>
    Shuffled,
}
