using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Tests.Evaluation;

public sealed class MersenneTwisterTests
{
    /// <summary>The 10,000th number that the C++ standard (rand.predef) prescribes for its default seed.</summary>
    [Fact]
    public void Next_DefaultSeed_GivesTheStandardsNumber()
    {
        MersenneTwister random = new(5489);
        uint value = 0;
        for (int draw = 0; draw < 10_000; draw++)
        {
            value = random.Next();
        }

        Assert.Equal(4123659995u, value);
    }

    /// <summary><c>numpy.random.RandomState(42).permutation(10)</c>, as printed in many a tutorial.</summary>
    [Fact]
    public void Permutation_Seed42_IsNumpys() => Assert.Equal([8, 1, 5, 0, 7, 2, 9, 4, 3, 6], new MersenneTwister(42).Permutation(10));
}
