using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Service;

/// <summary>Lines that are to become durable and visible together.</summary>
/// <param name="Lines">Well-formed lines in the order in which they were sent.</param>
/// <param name="MalformedLines">How many further lines were sent that could not be read.</param>
public sealed record TransactionBatch(IReadOnlyList<TransactionLine> Lines, int MalformedLines = 0);
