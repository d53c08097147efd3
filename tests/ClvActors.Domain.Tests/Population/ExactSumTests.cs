using ClvActors.Domain.Population;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Domain.Tests.Population;

public sealed class ExactSumTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Value_RandomTermsInAnyOrderAndParts_EqualsExactArithmetic(int seed)
    {
        Random random = new(seed);
        double[] terms = [.. Enumerable.Range(0, 500).Select(_ => (random.NextDouble() - (seed % 2 == 0 ? 0 : 0.5)) * Math.Pow(2, random.Next(-60, 60)))];
        double expected = ExactArithmetic.Sum(terms);
        ExactSum whole = SumOf(terms);
        Assert.Equal(expected, whole.Value);
        random.Shuffle(terms);
        ExactSum first = SumOf(terms[..200]);
        first.Add(SumOf(terms[200..]));
        Assert.Equal(expected, first.Value);
        Assert.Equal(expected, new ExactSum(first.Partials).Value);
    }

    [Fact]
    public void Value_HalfWayCase_IsDecidedByTheRest()
    {
        Assert.Equal(1 + Math.Pow(2, -52), SumOf([1, Math.Pow(2, -53), Math.Pow(2, -106)]).Value);
        Assert.Equal(1, SumOf([1, Math.Pow(2, -53)]).Value);
        Assert.Equal(1, SumOf([1, Math.Pow(2, -53), -Math.Pow(2, -106)]).Value);
    }

    [Fact]
    public void Value_TermsThatCancel_IsZero()
    {
        Assert.Equal(0, new ExactSum().Value);
        ExactSum sum = SumOf([1e16, 1, -1e16, -1]);
        Assert.Equal(0, sum.Value);
        Assert.Empty(sum.Partials);
    }

    private static ExactSum SumOf(IEnumerable<double> terms)
    {
        ExactSum sum = new();
        foreach (double term in terms)
        {
            sum.Add(term);
        }

        return sum;
    }
}
