using ClvActors.Learning.Boosting;

namespace ClvActors.Learning.Tests.Boosting;

public sealed class BinBoundariesTests
{
    [Fact]
    public void FindGreedily_RandomCounts_EqualsPlainAlgorithm()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            Random random = new(seed);
            int distinct = random.Next(1, 60);
            double[] values = [.. Enumerable.Range(0, distinct).Select(_ => 1 + (100 * random.NextDouble())).Distinct().Order()];
            int[] counts = [.. values.Select(_ => random.Next(8) == 0 ? random.Next(20, 80) : random.Next(1, 6))];
            int maximumBins = random.Next(1, 40);
            int minimumRows = random.Next(1, 8);

            List<double> actual = BinBoundaries.FindGreedily(values, counts, maximumBins, counts.Sum(), minimumRows);

            Assert.True(Plain(values, counts, maximumBins, minimumRows).SequenceEqual(actual), $"seed {seed}");
            Assert.True(actual.Count <= maximumBins, $"seed {seed}: {actual.Count} bins");
        }
    }

    [Fact]
    public void Find_FewValuesAroundZero_SeparatesEachAndZero()
    {
        List<double> bounds = BinBoundaries.Find([-3, -1, 0, 2, 5], [1, 1, 4, 1, 1], 255, 1);

        Assert.Equal([Math.BitIncrement(-2.0), -1e-35f, 1e-35f, Math.BitIncrement(3.5), double.PositiveInfinity], bounds);
    }

    [Fact]
    public void Find_AnySigns_KeepsZeroApartAndTheBinLimit()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            int distinct = random.Next(1, 80);
            double offset = 100 * random.NextDouble();
            double[] values = [.. Enumerable.Range(0, distinct).Select(_ => Math.Round((100 * random.NextDouble()) - offset)).Distinct().Order()];
            int[] counts = [.. values.Select(_ => random.Next(1, 30))];
            int maximumBins = random.Next(3, 50);

            List<double> bounds = BinBoundaries.Find(values, counts, maximumBins, random.Next(1, 5));

            Assert.True(bounds.Count <= maximumBins, $"seed {seed}: {bounds.Count} bins, {maximumBins} allowed");
            Assert.True(bounds.Zip(bounds.Skip(1)).All(pair => pair.First < pair.Second), $"seed {seed}: not ascending");
            Assert.Equal(double.PositiveInfinity, bounds[^1]);
            Assert.True(values[^1] <= 0 || bounds.Contains(1e-35f), $"seed {seed}: zero and positive values share a bin");
            Assert.True(values[0] >= 0 || bounds.Contains(-1e-35f), $"seed {seed}: zero and negative values share a bin");
        }
    }

    [Fact]
    public void Find_Feature_BinsEveryValueBelowItsBound()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Random random = new(seed);
            double[] values =
            [
                .. Enumerable.Range(0, 500).Select(_ => random.Next(4) switch
                {
                    0 => 0.0,
                    1 => random.Next(5) == 0 ? double.NaN : random.Next(-3, 4),
                    _ => (200 * random.NextDouble()) - 60,
                }),
            ];
            FeatureBins bins = FeatureBins.Find(values, 32, 3, 1);

            Assert.True(bins.HasMissing && !bins.IsTrivial && bins.Count <= 32, $"seed {seed}");
            foreach (double value in values)
            {
                int bin = bins.BinOf(value);
                Assert.True(
                    double.IsNaN(value)
                        ? bin == bins.Count - 1
                        : value <= bins.UpperBound(bin) && (bin == 0 || value > bins.UpperBound(bin - 1)),
                    $"seed {seed}: {value} is in bin {bin}");
            }
        }
    }

    [Theory]
    [InlineData(new[] { 2.0, 2, 2, 2 }, 1)]
    [InlineData(new[] { double.NaN, double.NaN, double.NaN }, 1)]
    [InlineData(new[] { 1.0, 1, 1, 2 }, 2)]
    public void Find_NothingToSeparate_IsTrivial(double[] values, int separableRows)
    {
        FeatureBins bins = FeatureBins.Find(values, 255, 1, separableRows);

        Assert.True(bins.IsTrivial);
        Assert.Equal("none", bins.Info);
    }

    /// <summary>The same rule in its own words: state is recomputed from the closed bins instead of carried along.</summary>
    private static List<double> Plain(double[] values, int[] counts, int maximumBins, int minimumRows)
    {
        int rows = counts.Sum();
        List<int> lastOfBin = [];
        if (values.Length <= maximumBins)
        {
            int begin = 0;
            for (int i = 0; i < values.Length - 1; i++)
            {
                if (counts[begin..(i + 1)].Sum() >= minimumRows)
                {
                    lastOfBin.Add(i);
                    begin = i + 1;
                }
            }
        }
        else
        {
            int bins = Math.Max(1, Math.Min(maximumBins, rows / minimumRows));
            bool[] heavy = [.. counts.Select(count => count >= (double)rows / bins)];
            double mean = (double)counts.Where((_, i) => !heavy[i]).Sum() / (bins - heavy.Count(isHeavy => isHeavy));
            int begin = 0;
            for (int i = 0; i < values.Length - 1 && lastOfBin.Count < bins - 1; i++)
            {
                int inBin = counts[begin..(i + 1)].Sum();
                if (!heavy[i] && inBin < mean && !(heavy[i + 1] && inBin >= Math.Max(1, mean / 2)))
                {
                    continue;
                }

                lastOfBin.Add(i);
                begin = i + 1;
                if (!heavy[i])
                {
                    int lightBins = bins - heavy.Count(isHeavy => isHeavy) - lastOfBin.Count(last => !heavy[last]);
                    mean = counts.Where((_, k) => k > i && !heavy[k]).Sum() / (double)lightBins;
                }
            }
        }

        return [.. lastOfBin.Select(last => Math.BitIncrement((values[last] + values[last + 1]) / 2)), double.PositiveInfinity];
    }
}
