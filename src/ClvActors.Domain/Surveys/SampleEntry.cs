using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Surveys;

/// <summary>A customer in the order in which samples are drawn.</summary>
/// <param name="Hash">Hash of the id.</param>
/// <param name="Record">The customer's record.</param>
/// <remarks>The k customers with the smallest hash are a uniform sample without replacement that merges and hardly changes from one draw to the next (E. Cohen and H. Kaplan, "Summarizing data using bottom-k sketches", 2007).</remarks>
internal readonly record struct SampleEntry(ulong Hash, CustomerRecord Record) : IComparable<SampleEntry>
{
    /// <summary>The entry of a record.</summary>
    public static SampleEntry Of(CustomerRecord record) => new(HashOf(record.Id), record);

    /// <summary>The hash that samples are drawn by: the same in every process.</summary>
    /// <remarks>
    /// MurmurHash3's finaliser over the stable hash. The stable hash itself places customers on shards by its highest bits, so that its smallest values would all come from one shard.
    /// </remarks>
    public static ulong HashOf(CustomerId id)
    {
        unchecked
        {
            ulong hash = id.StableHash();
            hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
            hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
            return hash ^ (hash >> 33);
        }
    }

    /// <inheritdoc/>
    public int CompareTo(SampleEntry other) => Hash != other.Hash ? Hash.CompareTo(other.Hash) : Record.Id.CompareTo(other.Record.Id);
}
