using ClvActors.Domain.Features;
using ClvActors.Files;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Rivals;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.ValueModels;

/// <summary>The dataset's customers at the published date, and the splits of them: read once for all tests of the process.</summary>
internal static class OnlineRetail
{
    private static readonly Lazy<BatchFeatures> Cleaned = new(Read);
    private static readonly Lazy<TrainingTable> Published = new(() => TrainingTable.From(Lines, new DateOnly(2010, 11, 30), 374));

    public static BatchFeatures Lines => Cleaned.Value;

    /// <summary>2,815 customers with repeat purchases on 2010-11-30 and their spend over the 374 days after it.</summary>
    public static TrainingTable Table => Published.Value;

    /// <summary>The published split of that table.</summary>
    public static (int[] Train, int[] Test) PublishedSplit() => Split("split.csv", 2);

    /// <summary>Ten further splits of that table.</summary>
    public static (int[] Train, int[] Test)[] RepeatedSplits() => [.. Enumerable.Range(1, 10).Select(column => Split("repeated_splits_members.csv", column))];

    public static FeatureMatrix FeaturesOf(TrainingTable table, IEnumerable<int> rows) =>
        FeatureMatrix.FromRows([.. rows.Select(row => table.Features[row].Values.ToArray())]);

    public static double[] LabelsOf(TrainingTable table, IEnumerable<int> rows) => [.. rows.Select(row => table.Labels[row].ToDouble())];

    private static (int[] Train, int[] Test) Split(string file, int column)
    {
        Dictionary<string, int> rowOf = Enumerable.Range(0, Table.Customers.Count).ToDictionary(row => Table.Customers[row].ToString());
        string[][] members = [.. File.ReadLines(ReferenceData.Golden(file)).Skip(1).Select(line => line.Split(','))];
        return (Side("train"), Side("test"));

        int[] Side(string name) => [.. members.Where(member => member[column] == name).Select(member => rowOf[member[0]])];
    }

    private static BatchFeatures Read()
    {
        BatchFeatures lines = new();
        using TransactionReader reader = TransactionFile.Open(ReferenceData.OnlineRetail, TimeZoneInfo.Utc);
        foreach (FileLine read in reader.ReadAll())
        {
            lines.Add(read.Line ?? throw new InvalidDataException(read.Message));
        }

        return lines;
    }
}
