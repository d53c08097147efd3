using ClvActors.Domain.Customers;

namespace ClvActors.Domain.Tests.Customers;

public class ObservationWindowTests
{
    [Theory]
    [InlineData("2010-06-30", true, false)]
    [InlineData("2010-07-01", false, false)]
    [InlineData("2011-06-30", false, false)]
    [InlineData("2011-07-01", false, true)]
    public void EdgesAtJune2011_DayEither_PastInsideOrAhead(string date, bool isPast, bool isAhead)
    {
        ObservationWindow window = ObservationWindow.At(new DateOnly(2011, 6, 30));
        int day = DateOnly.ParseExact(date, "yyyy-MM-dd").DayNumber;
        Assert.Equal(isPast, window.IsPast(day));
        Assert.Equal(isAhead, window.IsAhead(day));
        Assert.Equal(!isPast && !isAhead, window.Contains(day));
    }

    [Fact]
    public void Contains_AllDaysAround_Exactly365()
    {
        // 2012 has a 29 February: 365 days, not a calendar year.
        ObservationWindow window = ObservationWindow.At(new DateOnly(2012, 12, 31));
        int[] days = [.. Enumerable.Range(window.AsOfDay - 1_000, 2_000).Where(window.Contains)];
        Assert.Equal(ObservationWindow.Days, days.Length);
        Assert.Equal(new DateOnly(2012, 1, 2), DateOnly.FromDayNumber(days[0]));
        Assert.Equal(window.AsOfDay, days[^1]);
    }

    [Fact]
    public void Unset_AnyDay_WaitsAndNoneIsPast()
    {
        ObservationWindow window = ObservationWindow.At(null);
        Assert.Equal(ObservationWindow.Unset, window);
        Assert.False(window.IsSet);
        Assert.Null(window.AsOf);
        foreach (int day in new[] { 0, 1, 733_000, DateOnly.MaxValue.DayNumber })
        {
            Assert.True(window.IsAhead(day));
            Assert.False(window.IsPast(day));
            Assert.False(window.Contains(day));
        }
    }

    [Fact]
    public void At_Date_RoundTrips() => Assert.Equal(new DateOnly(2011, 12, 9), ObservationWindow.At(new DateOnly(2011, 12, 9)).AsOf);
}
