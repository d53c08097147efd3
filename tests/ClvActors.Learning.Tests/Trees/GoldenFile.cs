using ClvActors.TestData;

namespace ClvActors.Learning.Tests.Trees;

/// <summary>The columns of a golden CSV behind its first one; an empty field is NaN.</summary>
internal static class GoldenFile
{
    internal static double[][] Rows(string name) =>
        [.. File.ReadLines(ReferenceData.Golden(name)).Skip(1).Select(line => line.Split(',').Skip(1).Select(Number).ToArray())];

    private static double Number(string field) => field.Length == 0 ? double.NaN : double.Parse(field);
}
