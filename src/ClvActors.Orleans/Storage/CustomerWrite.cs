using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Storage;

/// <summary>One durable step of a customer: perhaps lines for its journal, and its newest entry.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Partition">The partition that indexes it.</param>
/// <param name="Writer">The activation that writes.</param>
/// <param name="JournalSequence">The journal row's number within the customer, ascending by one from 1; 0 for none.</param>
/// <param name="Lines">The journal row; empty for none.</param>
/// <param name="EntryVersion">The entry's version, ascending from 1; 0 for none.</param>
/// <param name="Entry">The serialized entry; empty for none.</param>
/// <remarks>Rows and entries are opaque bytes with their own versions.</remarks>
public sealed record CustomerWrite(
    CustomerId Customer, int Partition, Guid Writer, long JournalSequence, StoredBytes Lines, long EntryVersion, StoredBytes Entry);
