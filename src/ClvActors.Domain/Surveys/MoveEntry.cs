using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Surveys;

/// <summary>A customer in the order of movers: largest change first, up or down, then by id.</summary>
/// <param name="Distance">Absolute change of the value.</param>
/// <param name="Record">The customer's record.</param>
/// <param name="Since">The value that it is compared with.</param>
internal readonly record struct MoveEntry(double Distance, CustomerRecord Record, ValuePoint Since) : IComparable<MoveEntry>
{
    /// <summary>The entry of a record.</summary>
    public static MoveEntry Of(CustomerRecord record, ValuePoint since) => new(Math.Abs(record.PredictedValue - since.PredictedValue), record, since);

    /// <inheritdoc/>
    public int CompareTo(MoveEntry other) => Distance != other.Distance ? other.Distance.CompareTo(Distance) : Record.Id.CompareTo(other.Record.Id);
}
