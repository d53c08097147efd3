using ClvActors.Learning.Boosting;

namespace ClvActors.Learning.Tests.Boosting;

public sealed class LightGbmRandomTests
{
    [Fact]
    public void From_Seed42_GivesTheSeedsThatLightGbmWrites()
    {
        // data_random_seed, bagging_seed and feature_fraction_seed of a LightGBM 4.6 model trained with seed 42.
        Assert.Equal(new DerivedSeeds(175, 400, 30056), DerivedSeeds.From(42));
    }

    [Theory]
    [InlineData(20, 16)]
    [InlineData(1000, 3)]
    [InlineData(7, 7)]
    [InlineData(5, 1)]
    public void Sample_AnyCount_IsAscendingAndDistinct(int total, int count)
    {
        LightGbmRandom random = new(1);
        for (int draw = 0; draw < 200; draw++)
        {
            int[] sample = random.Sample(total, count);

            Assert.Equal(count, sample.Length);
            Assert.True(sample.Zip(sample.Skip(1)).All(pair => pair.First < pair.Second));
            Assert.InRange(sample[0], 0, total - 1);
            Assert.InRange(sample[^1], 0, total - 1);
        }
    }

    [Theory]
    [InlineData(5, 6)]
    [InlineData(5, 0)]
    public void Sample_ImpossibleCount_IsEmpty(int total, int count) => Assert.Empty(new LightGbmRandom(1).Sample(total, count));

    [Fact]
    public void Next_Features_BeginsWithTheSecondDraw()
    {
        int[] splittable = [1, 3, 4, 7, 8, 9, 12, 13, 14, 20];
        LightGbmRandom random = new(DerivedSeeds.From(42).FeatureFraction);
        random.Sample(10, 7);
        FeatureSampler sampler = new(splittable, new BoostingParameters { FeatureFraction = 0.66, Seed = 42 });

        for (int tree = 0; tree < 5; tree++)
        {
            Assert.Equal(random.Sample(10, 7).Select(position => splittable[position]), sampler.Next());
        }
    }

    [Fact]
    public void Next_Bag_DrawsItsShareAnewWhenDue()
    {
        RowSampler sampler = new(10_000, new BoostingParameters { BaggingFraction = 0.3, BaggingFrequency = 2, Seed = 5 });

        sampler.Next(0);
        int[] first = sampler.InBag.ToArray();
        sampler.Next(1);
        int[] second = sampler.InBag.ToArray();
        sampler.Next(2);
        int[] third = sampler.InBag.ToArray();

        Assert.InRange(first.Length, 2_800, 3_200);
        Assert.Equal(first.Order(), first);
        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
        Assert.Equal(Enumerable.Range(0, 10_000), third.Concat(sampler.OutOfBag.ToArray()).Order());
    }
}
