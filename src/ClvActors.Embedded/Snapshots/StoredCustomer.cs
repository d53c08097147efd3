using ClvActors.Domain.Customers;
using ClvActors.Domain.Scoring;

namespace ClvActors.Embedded.Snapshots;

/// <summary>What a snapshot keeps of one customer.</summary>
/// <param name="State">The invoices, dates and window.</param>
/// <param name="History">Month-end values, oldest first.</param>
/// <param name="ChangeSequence">Sequence number of the newest change that was told; 0 for none.</param>
/// <param name="ToldValue">The value told with it, in whole units of currency; NaN for none.</param>
/// <param name="ToldSource">Where that value came from, a <see cref="PredictionSource"/> as a number; 0 with a NaN value.</param>
public sealed record StoredCustomer(
    CustomerState State, IReadOnlyList<ValuePoint> History, long ChangeSequence, double ToldValue, byte ToldSource);
