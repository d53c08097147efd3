using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Partitions;

/// <summary>A customer's values at past month ends as two columns, oldest first.</summary>
/// <param name="Days">Day numbers of the month ends, ascending.</param>
/// <param name="Values">The values there, in whole units of currency.</param>
/// <remarks>Immutable: nobody writes to the arrays. Safe on any thread.</remarks>
[GenerateSerializer, Immutable, Alias("clv.value-history")]
public sealed record ValueHistory([property: Id(0)] int[] Days, [property: Id(1)] double[] Values)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public ValueHistory()
        : this([], [])
    {
    }

    /// <summary>No month end yet.</summary>
    public static ValueHistory Empty { get; } = new();

    /// <summary>The history with one more month end.</summary>
    public ValueHistory With(int day, double value) =>
        Days.Length > 0 && Days[^1] == day ? new(Days, [.. Values[..^1], value]) : new([.. Days, day], [.. Values, value]);

    /// <summary>The history as the service tells it.</summary>
    public ValuePoint[] ToPoints() => [.. Days.Zip(Values, (day, value) => new ValuePoint(DateOnly.FromDayNumber(day), value))];
}
