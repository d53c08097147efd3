using ClvActors.Embedded.Shards;

namespace ClvActors.Embedded.Tests.Shards;

public sealed class DueCalendarTests
{
    [Fact]
    public void TakeUpTo_AnyDays_GivesWhatIsDueOnce()
    {
        for (int seed = 1; seed <= 200; seed++)
        {
            Random random = new(seed);
            DueCalendar calendar = new();
            List<(int Day, int Slot)> waiting = [];
            int today = 0;
            for (int step = 0; step < 100; step++)
            {
                if (random.Next(4) > 0)
                {
                    (int Day, int Slot) entry = (today + random.Next(1, 30), random.Next(10));
                    calendar.Add(entry.Day, entry.Slot);
                    waiting.Add(entry);
                    continue;
                }

                today += random.Next(6);
                HashSet<int> due = calendar.TakeUpTo(today);
                Assert.True(due.SetEquals(waiting.Where(entry => entry.Day <= today).Select(entry => entry.Slot)), $"seed {seed}, day {today}");
                waiting.RemoveAll(entry => entry.Day <= today);
            }
        }
    }

    [Fact]
    public void TakeUpTo_NothingDue_IsEmpty()
    {
        DueCalendar calendar = new();
        Assert.Empty(calendar.TakeUpTo(int.MaxValue));
        calendar.Add(5, 1);
        Assert.Empty(calendar.TakeUpTo(4));
        Assert.Equal([1], calendar.TakeUpTo(5));
        Assert.Empty(calendar.TakeUpTo(5));
    }
}
