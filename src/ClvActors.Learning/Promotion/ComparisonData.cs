using ClvActors.Domain.Features;

namespace ClvActors.Learning.Promotion;

/// <summary>The transactions that bundles are compared on.</summary>
/// <param name="Lines">All lines, cleaned.</param>
/// <param name="Sha256">Hash of the stored file, small hexadecimal digits.</param>
/// <param name="LastDate">Date of the last kept purchase.</param>
public sealed record ComparisonData(BatchFeatures Lines, string Sha256, DateOnly LastDate);
