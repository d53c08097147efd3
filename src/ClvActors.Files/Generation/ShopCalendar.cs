namespace ClvActors.Files.Generation;

/// <summary>How busy the shop is: by month, day of the week and time of day, in the proportions of Online Retail II.</summary>
/// <remarks>
/// Customers live in busy time, which passes at the pace of the day's business and on average as fast as the clock; a day's purchases are the
/// events whose busy time falls into it. So rates stay those of BG/NBD while seasons, closed days and weekends show.
/// </remarks>
internal sealed class ShopCalendar
{
    private const int OpeningHour = 7;

    private static readonly double[] Months = [0.80, 0.78, 1.00, 0.85, 0.95, 0.95, 0.90, 0.88, 1.15, 1.40, 1.80, 1.30];

    /// <summary>Sunday to Saturday; the dataset's shop takes next to nothing on Saturdays.</summary>
    private static readonly double[] Weekdays = [0.85, 1.0, 1.15, 1.15, 1.3, 0.95, 0.02];

    /// <summary>Cumulative shares of the hours from 7 to 20.</summary>
    private static readonly double[] Hours = [0.003, 0.035, 0.12, 0.225, 0.345, 0.50, 0.64, 0.76, 0.86, 0.93, 0.97, 0.987, 0.998, 1.0];

    /// <summary>The same for customers who order after work.</summary>
    private static readonly double[] EveningHours = [0.0, 0.01, 0.03, 0.06, 0.09, 0.14, 0.19, 0.25, 0.33, 0.45, 0.65, 0.83, 0.95, 1.0];

    private readonly double[] _busyTimeBefore;

    internal ShopCalendar(ShopOptions options)
    {
        _busyTimeBefore = new double[options.Days + 1];
        for (int day = 0; day < options.Days; day++)
        {
            _busyTimeBefore[day + 1] = _busyTimeBefore[day] + Business(options.From.AddDays(day));
        }
    }

    /// <summary>Busy time until the shop's last day ends.</summary>
    internal double End => _busyTimeBefore[^1];

    /// <summary>The day into which a moment of busy time falls; the number of days when it lies beyond the last.</summary>
    internal int DayOf(double busyTime)
    {
        int at = Array.BinarySearch(_busyTimeBefore, busyTime);
        at = at >= 0 ? at : ~at - 1;
        while (at < _busyTimeBefore.Length - 1 && _busyTimeBefore[at + 1] <= busyTime)
        {
            at++;
        }

        return at;
    }

    /// <summary>Draws the minute of a day at which an order comes in.</summary>
    internal static int DrawMinute(ref SplitMix64 random, bool evening)
    {
        double[] shares = evening ? EveningHours : Hours;
        double drawn = random.NextUnit();
        int hour = 0;
        while (drawn >= shares[hour])
        {
            hour++;
        }

        return ((OpeningHour + hour) * 60) + random.NextBelow(60);
    }

    private static double Business(DateOnly date)
    {
        bool closed = (date.Month == 12 && date.Day >= 24) || (date.Month == 1 && date.Day <= 3);
        return closed ? 0 : Months[date.Month - 1] * Weekdays[(int)date.DayOfWeek];
    }
}
