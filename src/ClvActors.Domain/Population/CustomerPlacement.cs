using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Population;

/// <summary>Which part of a population a customer belongs to: a shard of the embedded engine, a partition of the cluster.</summary>
public static class CustomerPlacement
{
    /// <summary>The part of a customer among so many.</summary>
    /// <remarks>Lemire's multiply-shift reduction of the stable hash, so that any number of parts is used evenly.</remarks>
    public static int PartOf(CustomerId id, int parts) => (int)Math.BigMul(id.StableHash(), (ulong)parts, out _);
}
