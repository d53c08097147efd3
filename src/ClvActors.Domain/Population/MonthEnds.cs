namespace ClvActors.Domain.Population;

/// <summary>The month ends that a move of the as-of date leaves behind.</summary>
public static class MonthEnds
{
    /// <summary>The month ends m with from &lt;= m &lt; to, ascending.</summary>
    /// <param name="from">Day number where the as-of date stands, or of the first purchase before there is one.</param>
    /// <param name="to">Day number where it goes.</param>
    public static IEnumerable<int> Between(int from, int to)
    {
        DateOnly date = DateOnly.FromDayNumber(from);
        while (true)
        {
            DateOnly end = new(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month));
            if (end.DayNumber >= to)
            {
                yield break;
            }

            yield return end.DayNumber;
            date = end.AddDays(1);
        }
    }
}
