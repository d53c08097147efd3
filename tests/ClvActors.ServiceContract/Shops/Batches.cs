using ClvActors.Domain.Service;

namespace ClvActors.ServiceContract.Shops;

/// <summary>Cuts arriving lines into batches.</summary>
public static class Batches
{
    /// <summary>Cuts into batches of the sizes that a function gives, one after the other.</summary>
    public static List<TransactionBatch> Cut(IReadOnlyList<SoldLine> lines, Func<int> nextSize)
    {
        List<TransactionBatch> batches = [];
        int start = 0;
        while (start < lines.Count)
        {
            int size = Math.Min(Math.Max(1, nextSize()), lines.Count - start);
            batches.Add(new TransactionBatch([.. lines.Skip(start).Take(size).Select(sold => sold.Line)]));
            start += size;
        }

        return batches;
    }
}
