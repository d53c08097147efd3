namespace ClvActors.Orleans.Storage;

/// <summary>What is stored of a customer beside its checkpoint.</summary>
/// <param name="Rows">Journal rows after the one that was asked for, ascending and without a gap.</param>
/// <param name="Entry">The newest entry, or null.</param>
public sealed record CustomerTail(IReadOnlyList<JournalRow> Rows, byte[]? Entry);
