using ClvActors.Domain.Transactions;
using ClvActors.Host.Ingestion;

namespace ClvActors.Host.Replay;

/// <summary>Lines of one day that are sent together.</summary>
/// <param name="Date">The day.</param>
/// <param name="Lines">Whole invoices in the order in which they happened.</param>
/// <param name="EndsDay">Whether the day has no further lines.</param>
/// <param name="Share">Share of the source that has been sent with it, 0 to 1; null when it is not known.</param>
/// <param name="Malformed">How many lines could not be read and are told with this batch.</param>
/// <param name="MalformedSamples">The first of them.</param>
internal sealed record ReplayBatch(
    DateOnly Date, IReadOnlyList<TransactionLine> Lines, bool EndsDay, double? Share, int Malformed = 0, IReadOnlyList<MalformedLine>? MalformedSamples = null);
