using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Service;

public class ChangePositionTests
{
    [Fact]
    public void CompareTo_FeedOrder_SequenceThenCustomerThenTheWholeFrame()
    {
        ChangePosition[] order =
        [
            ChangePosition.Start,
            new(1, CustomerId.FromNumber(0)),
            new(1, CustomerId.FromNumber(9)),
            new(1, CustomerId.FromNumber(10)),
            new(1, CustomerId.Parse("007")),
            new(1, CustomerId.Parse("A-1")),
            new(1, null),
            new(2, CustomerId.FromNumber(1)),
            new(2, null),
            new(long.MaxValue, null),
        ];
        for (int left = 0; left < order.Length; left++)
        {
            for (int right = 0; right < order.Length; right++)
            {
                Assert.Equal(Math.Sign(left.CompareTo(right)), Math.Sign(order[left].CompareTo(order[right])));
                Assert.Equal(left < right, order[left] < order[right]);
                Assert.Equal(left > right, order[left] > order[right]);
                Assert.Equal(left <= right, order[left] <= order[right]);
                Assert.Equal(left >= right, order[left] >= order[right]);
            }
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("17")]
    [InlineData("17:13085")]
    [InlineData("17:0")]
    [InlineData("17:A-1")]
    [InlineData("17:a:b")]
    [InlineData("17:Zoë")]
    [InlineData("9223372036854775807:999999999999999")]
    public void TryParse_Written_RoundTrips(string text)
    {
        Assert.True(ChangePosition.TryParse(text, out ChangePosition position));
        Assert.Equal(text, position.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(":5")]
    [InlineData("5:")]
    [InlineData("5: ")]
    [InlineData("-1")]
    [InlineData("-1:5")]
    [InlineData("x")]
    [InlineData("1.5")]
    [InlineData("+5")]
    [InlineData(" 5")]
    [InlineData("5 ")]
    [InlineData("5 :13085")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    [InlineData("9223372036854775808")]
    public void TryParse_NoPosition_FalseAndDefault(string text)
    {
        Assert.False(ChangePosition.TryParse(text, out ChangePosition position));
        Assert.Equal(default, position);
    }
}
