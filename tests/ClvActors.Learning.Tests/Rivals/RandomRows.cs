using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Tests.Rivals;

/// <summary>Seeded rows with a skewed, a constant and two nearly equal columns, and a label that depends on some of them.</summary>
internal sealed class RandomRows
{
    private RandomRows(double[][] rows, double[] labels)
    {
        Rows = rows;
        Labels = labels;
        Features = FeatureMatrix.FromRows(rows);
    }

    public double[][] Rows { get; }

    public double[] Labels { get; }

    public FeatureMatrix Features { get; }

    /// <summary>The labels above their median as 1, the others as 0.</summary>
    public double[] Outcomes
    {
        get
        {
            double median = Labels.Order().ElementAt(Labels.Length / 2);
            return [.. Labels.Select(label => label > median ? 1.0 : 0.0)];
        }
    }

    /// <param name="count">Rows.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="apart">By how much the second column may exceed the first, which goes from 0 to 10.</param>
    public static RandomRows Draw(int count, int seed, double apart = 0.01)
    {
        Random random = new(seed);
        double[][] rows = [.. Enumerable.Range(0, count).Select(_ => Row(random, apart))];
        double[] labels = [.. rows.Select(row => 40 + (3 * row[0]) - (0.05 * row[2]) + (row[5] * row[5]) + (4 * (random.NextDouble() - 0.5)))];
        return new RandomRows(rows, labels);
    }

    /// <summary>The columns with mean 0 and variance 1, a constant one all 0: rows x columns.</summary>
    public double[,] Standardised()
    {
        double[,] scaled = new double[Rows.Length, Rows[0].Length];
        for (int feature = 0; feature < Rows[0].Length; feature++)
        {
            double mean = Rows.Average(row => row[feature]);
            double deviation = Math.Sqrt(Rows.Average(row => Math.Pow(row[feature] - mean, 2)));
            for (int row = 0; row < Rows.Length; row++)
            {
                scaled[row, feature] = deviation < 1e-9 ? 0 : (Rows[row][feature] - mean) / deviation;
            }
        }

        return scaled;
    }

    private static double[] Row(Random random, double apart)
    {
        double first = random.NextDouble() * 10;
        return
        [
            first,
            first + (apart * random.NextDouble()),
            Math.Exp(6 * random.NextDouble()),
            0.1,
            random.Next(3),
            (random.NextDouble() * 4) - 2,
        ];
    }
}
