using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Transactions;

public sealed class StringPoolTests
{
    [Fact]
    public void Get_SameTextAgain_GivesSameObject()
    {
        StringPool pool = new();
        Assert.Same(pool.Get("85048"), pool.Get("85048".AsSpan()));
        Assert.Same("", pool.Get(""));
    }

    [Fact]
    public void Get_MoreTextsThanSlots_IsAlwaysTheText()
    {
        StringPool pool = new(4);
        for (int number = 0; number < 1_000; number++)
        {
            string text = (number % 37).ToString();
            Assert.Equal(text, pool.Get(text));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    public void Constructor_NoPowerOfTwo_Throws(int slots) => Assert.Throws<ArgumentOutOfRangeException>(() => new StringPool(slots));
}
