using ClvActors.Domain.Transactions;

namespace ClvActors.Learning.Promotion;

/// <summary>A split file at hand.</summary>
/// <param name="Sha256">Hash of the file, small hexadecimal digits.</param>
/// <param name="Test">The customers that it holds out.</param>
public sealed record KnownSplit(string Sha256, IReadOnlySet<CustomerId> Test);
