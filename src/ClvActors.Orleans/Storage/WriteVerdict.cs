namespace ClvActors.Orleans.Storage;

/// <summary>What becomes of a write at what is stored where it wanted to go.</summary>
internal enum WriteVerdict
{
    /// <summary>Nothing is in its way (any more): write it.</summary>
    Free,

    /// <summary>An earlier try stored the row with an older entry: write the entry alone.</summary>
    RowStored,

    /// <summary>An earlier try stored it.</summary>
    Stored,

    /// <summary>Another activation was quicker.</summary>
    Conflict,
}
