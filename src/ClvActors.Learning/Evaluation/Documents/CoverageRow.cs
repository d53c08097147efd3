namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>How often the champion's intervals held what came true in a group of customers.</summary>
/// <param name="Group">Name of the group: <c>all</c>, <c>cold starts</c>, or a segment.</param>
/// <param name="Rows">Customers in it, over all test sides of the splits.</param>
/// <param name="Level">Nominal level, such as 0.8.</param>
/// <param name="Coverage">Share of them whose actual value lies in its interval, 0 to 1.</param>
/// <param name="MeanWidth">Mean of upper minus lower end, in the unit of the values.</param>
/// <param name="MedianWidth">Median of it.</param>
public sealed record CoverageRow(string Group, int Rows, double Level, double Coverage, double MeanWidth, double MedianWidth);
