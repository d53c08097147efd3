using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Journal;

/// <summary>What a batch frame holds.</summary>
/// <param name="Lines">Every well-formed line with a customer, in the order sent.</param>
/// <param name="MalformedLines">How many further lines could not be read.</param>
/// <param name="LinesWithoutCustomer">How many further well-formed lines had no customer.</param>
public sealed record DecodedBatch(TransactionLine[] Lines, long MalformedLines, long LinesWithoutCustomer);
