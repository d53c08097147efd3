using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Transactions;

public sealed class MoneyTests
{
    [Fact]
    public void Sum_TenthsInAnyOrder_IsExact()
    {
        Money tenth = new(1_000);
        Money sum = Money.Zero;
        for (int count = 0; count < 10; count++)
        {
            sum += tenth;
        }

        Assert.Equal(new Money(Money.PerUnit), sum);
        Assert.Equal(1.0, sum.ToDouble());
    }

    [Fact]
    public void Product_LargestLine_Fits() => Assert.Equal(
        new Money(100_000_000_000_000_000),
        new Money(TransactionLimits.LargestPrice * Money.PerUnit) * TransactionLimits.LargestQuantity);

    [Fact]
    public void Sum_BeyondRange_Throws() => Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));

    [Theory]
    [InlineData(69_500, "6.95")]
    [InlineData(10, "0.001")]
    [InlineData(-1, "-0.0001")]
    [InlineData(0, "0")]
    [InlineData(120_000, "12")]
    public void ToString_Amount_ShowsDecimalsThatMatter(long tenThousandths, string text) => Assert.Equal(text, new Money(tenThousandths).ToString());
}
