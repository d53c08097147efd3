namespace ClvActors.Orleans.Partitions;

/// <summary>The distinct model-scored values of one partition, or some of them, evenly spaced by customers.</summary>
/// <param name="Values">Ascending distinct values; the largest is always among them.</param>
/// <param name="UpTo">How many customers have at most the value at the same position.</param>
/// <param name="IsExact">Whether no value was left out.</param>
[GenerateSerializer, Immutable, Alias("clv.value-rungs")]
public sealed record ValueRungs([property: Id(0)] double[] Values, [property: Id(1)] int[] UpTo, [property: Id(2)] bool IsExact)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public ValueRungs()
        : this([], [], true)
    {
    }
}
