using ClvActors.Learning.Boosting;

namespace ClvActors.Learning.Tests.Boosting;

/// <summary>Seeded training data with a known dependence of the label on the features.</summary>
internal static class GeneratedData
{
    public static string[] Names(int features) => [.. Enumerable.Range(0, features).Select(i => $"f{i}")];

    /// <summary>Features of a few whole numbers, some of them below zero, some missing; the label adds a step, a slope, an interaction and noise.</summary>
    public static TrainingData Few(int rows, int features, int distinct, double missing, int seed)
    {
        Random random = new(seed);
        double[][] columns =
        [
            .. Enumerable.Range(0, features).Select(_ => Enumerable.Range(0, rows)
                .Select(_ => random.NextDouble() < missing ? double.NaN : (double)(random.Next(distinct) - (distinct / 3)))
                .ToArray()),
        ];
        return new TrainingData(Names(features), columns, Labels(columns, random));
    }

    /// <summary>Features of skewed real numbers.</summary>
    public static TrainingData Continuous(int rows, int features, int seed)
    {
        Random random = new(seed);
        double[][] columns =
        [
            .. Enumerable.Range(0, features).Select(_ => Enumerable.Range(0, rows).Select(_ => Math.Exp(3 * random.NextDouble()) - 4).ToArray()),
        ];
        return new TrainingData(Names(features), columns, Labels(columns, random));
    }

    public static double[] Row(TrainingData data, int row) => [.. Enumerable.Range(0, data.Features).Select(feature => data.Column(feature)[row])];

    private static double[] Labels(double[][] columns, Random random) =>
    [
        .. Enumerable.Range(0, columns[0].Length).Select(row =>
        {
            double first = columns[0][row];
            double second = columns[^1][row];
            double step = first > 1 ? 3 : 0;
            double slope = double.IsNaN(second) ? 2 : 0.3 * second;
            double interaction = first > 0 && second > 0 ? 1.5 : 0;
            return step + slope + interaction + (0.3 * random.NextDouble());
        }),
    ];
}
