namespace ClvActors.Orleans.Views;

/// <summary>How many model-scored customers have a value up to each of some values.</summary>
/// <param name="Values">Ascending distinct values.</param>
/// <param name="UpTo">How many customers have a value of at most the one at the same position.</param>
/// <param name="IsExact">Whether every value that occurs is a rung, so that any rank can be read from the ladder alone.</param>
/// <remarks>
/// A silo answers percentile ranks from it without asking anyone. Populations with more distinct values than the ladder has rungs ask the partitions
/// for the exact count. Immutable: nobody writes to the arrays.
/// </remarks>
[GenerateSerializer, Immutable, Alias("clv.value-ladder")]
public sealed record ValueLadder([property: Id(0)] double[] Values, [property: Id(1)] int[] UpTo, [property: Id(2)] bool IsExact)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public ValueLadder()
        : this([], [], true)
    {
    }

    /// <summary>Nobody is scored yet.</summary>
    public static ValueLadder Empty { get; } = new();

    /// <summary>Customers that the model scores.</summary>
    public int Scored => UpTo.Length == 0 ? 0 : UpTo[^1];

    /// <summary>How many customers have at most a value; exact if <see cref="IsExact"/>, otherwise a lower bound that misses at most one rung's customers.</summary>
    public int CountUpTo(double value)
    {
        int at = Array.BinarySearch(Values, value);
        at = at < 0 ? ~at - 1 : at;
        return at < 0 ? 0 : UpTo[at];
    }
}
