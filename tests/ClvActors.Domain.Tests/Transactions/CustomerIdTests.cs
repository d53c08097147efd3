using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Transactions;

public sealed class CustomerIdTests
{
    [Theory]
    [InlineData("13085", 13085)]
    [InlineData("13085.0", 13085)]
    [InlineData("  13085 ", 13085)]
    [InlineData(" 13085.0\t", 13085)]
    [InlineData("13085.0.0", 13085)]
    [InlineData("0", 0)]
    [InlineData("0.0", 0)]
    [InlineData("999999999999999", 999_999_999_999_999)]
    public void TryParse_Integer_GivesItsNumber(string text, long number)
    {
        Assert.True(CustomerId.TryParse(text, out CustomerId id));
        Assert.True(id.IsInteger);
        Assert.Equal(CustomerId.FromNumber(number), id);
        Assert.Equal(number, id.Number);
    }

    [Theory]
    [InlineData("007", "007")]
    [InlineData("00", "00")]
    [InlineData("1000000000000000", "1000000000000000")]
    [InlineData("-5", "-5")]
    [InlineData("13085.5", "13085.5")]
    [InlineData("13085.00", "13085.00")]
    [InlineData(" A-1 ", "A-1")]
    [InlineData("A-1.0", "A-1")]
    [InlineData("nan", "nan")]
    [InlineData("１２", "１２")]
    public void TryParse_AnythingElse_StaysText(string text, string canonical)
    {
        Assert.True(CustomerId.TryParse(text, out CustomerId id));
        Assert.False(id.IsInteger);
        Assert.Equal(canonical, id.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t")]
    [InlineData(".0")]
    [InlineData(" .0 ")]
    public void TryParse_Nothing_IsFalse(string? text) => Assert.False(CustomerId.TryParse(text, out _));

    [Theory]
    [InlineData("A.0.0")]
    [InlineData("5.0 .0")]
    [InlineData(" x .0")]
    [InlineData("13085.0")]
    public void TryParse_CanonicalForm_GivesItself(string text)
    {
        CustomerId id = CustomerId.Parse(text);
        Assert.Equal(id, CustomerId.Parse(id.ToString()));
        Assert.Equal(id.ToString(), CustomerId.Parse(id.ToString()).ToString());
    }

    [Fact]
    public void CompareTo_MixedIds_IntegersByValueThenTextsByOrdinal()
    {
        string[] expected = ["0", "9", "10", "13085", "-1", "007", "A", "a"];
        CustomerId[] ids = [.. expected.Reverse().Select(CustomerId.Parse)];
        Array.Sort(ids);
        Assert.Equal(expected, ids.Select(id => id.ToString()));
    }

    [Fact]
    public void StableHash_KnownIds_NeverChanges()
    {
        // Independent SplitMix64: its first output for seed 0 is a published constant.
        Assert.Equal(0xE220A8397B1DCDAFUL, CustomerId.FromNumber(0).StableHash());
        Assert.NotEqual(CustomerId.Parse("A").StableHash(), CustomerId.Parse("B").StableHash());
    }
}
