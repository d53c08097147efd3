using ClvActors.Domain.Customers;

namespace ClvActors.Domain.Tests.Customers;

public class ProductCountsTests
{
    [Fact]
    public void AddRemove_RandomWithManyDeletes_EqualsADictionary()
    {
        // Few products make long counts, many make long probe runs; the strided ones crowd the same slots.
        (int Products, int Stride)[] shapes = [(3, 1), (40, 1), (40, 128), (300, 1), (300, 1 << 20), (2_000, 4_096)];
        for (int seed = 0; seed < 60; seed++)
        {
            Random random = new(seed);
            (int products, int stride) = shapes[seed % shapes.Length];
            ProductCounts counts = new();
            Dictionary<int, int> expected = [];
            int bias = 2;
            for (int step = 0; step < 4_000; step++)
            {
                // Waves of growth and shrinking pass over full, sparse and empty tables.
                bias = step % 500 == 0 ? random.Next(1, 4) : bias;
                if (expected.Count > 0 && random.Next(4) >= bias)
                {
                    int victim = expected.Keys.ElementAt(random.Next(expected.Count));
                    counts.Remove(victim);
                    if (--expected[victim] == 0)
                    {
                        expected.Remove(victim);
                    }
                }
                else
                {
                    int product = random.Next(products) * stride;
                    counts.Add(product);
                    expected[product] = expected.GetValueOrDefault(product) + 1;
                }

                Assert.True(expected.Count == counts.Distinct, $"seed {seed}, step {step}: {counts.Distinct} distinct, not {expected.Count}");
            }

            AssertHolds(counts, expected, $"seed {seed}");
        }
    }

    [Fact]
    public void Remove_EveryOrderOfACrowdedTable_LeavesTheOthersFindable()
    {
        // Four products in a table of eight, whatever their homes: each order of removal shifts other runs back.
        for (int seed = 0; seed < 2_000; seed++)
        {
            Random random = new(seed);
            int[] products = [.. Enumerable.Range(0, 10_000).Select(_ => random.Next()).Distinct().Take(4)];
            ProductCounts counts = new();
            Array.ForEach(products, counts.Add);
            random.Shuffle(products);
            for (int removed = 0; removed < products.Length; removed++)
            {
                counts.Remove(products[removed]);
                Assert.Equal(products.Length - removed - 1, counts.Distinct);
                Assert.Throws<InvalidOperationException>(() => counts.Remove(products[removed]));
            }
        }
    }

    [Fact]
    public void Remove_NeverAdded_Throws()
    {
        ProductCounts counts = new();
        Assert.Throws<InvalidOperationException>(() => counts.Remove(0));
        counts.Add(0);
        Assert.Throws<InvalidOperationException>(() => counts.Remove(1));
        Assert.Equal(1, counts.Distinct);
    }

    // Only Distinct can be read, so what is held is proved by taking it out: as often as it was put in, and not once more.
    private static void AssertHolds(ProductCounts counts, Dictionary<int, int> expected, string where)
    {
        foreach ((int product, int lines) in expected)
        {
            for (int line = 0; line < lines; line++)
            {
                counts.Remove(product);
            }

            Assert.Throws<InvalidOperationException>(() => counts.Remove(product));
        }

        Assert.True(counts.Distinct == 0, $"{where}: {counts.Distinct} products are left");
    }
}
