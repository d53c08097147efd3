namespace ClvActors.Orleans.Storage;

/// <summary>One row of a customer's journal.</summary>
/// <param name="Sequence">Its number within the customer, from 1.</param>
/// <param name="Lines">The serialized lines.</param>
public readonly record struct JournalRow(long Sequence, byte[] Lines);
