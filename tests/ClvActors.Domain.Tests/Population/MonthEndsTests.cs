using ClvActors.Domain.Population;

namespace ClvActors.Domain.Tests.Population;

public sealed class MonthEndsTests
{
    [Theory]
    [InlineData("2011-01-31", "2011-02-01", "2011-01-31")]
    [InlineData("2011-01-31", "2011-01-31", "")]
    [InlineData("2011-01-30", "2011-01-31", "")]
    [InlineData("2011-01-01", "2011-01-15", "")]
    [InlineData("2012-02-29", "2012-03-31", "2012-02-29")]
    [InlineData("2011-12-15", "2012-03-01", "2011-12-31 2012-01-31 2012-02-29")]
    [InlineData("2011-03-01", "2011-02-01", "")]
    public void Between_TwoDays_AreTheMonthEndsThatAreLeft(string from, string to, string expected) =>
        Assert.Equal(expected, string.Join(' ', MonthEnds.Between(Day(from), Day(to)).Select(day => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd"))));

    [Fact]
    public void Between_AnyDays_EqualsLookingAtEachDay()
    {
        Random random = new(3);
        for (int run = 0; run < 200; run++)
        {
            int from = Day("2010-01-01") + random.Next(800);
            int to = from + random.Next(-10, 200);
            IEnumerable<int> expected = Enumerable.Range(from, Math.Max(0, to - from)).Where(day => DateOnly.FromDayNumber(day + 1).Day == 1);
            Assert.Equal(expected, MonthEnds.Between(from, to));
        }
    }

    private static int Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd").DayNumber;
}
