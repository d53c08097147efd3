namespace ClvActors.Domain.Transactions;

/// <summary>Reads times of sale.</summary>
internal static class TransactionTimeText
{
    private const int SecondsLength = 19;
    private const int MinutesLength = 16;
    private const int DateLength = 10;
    private const int FractionDigits = 7;

    /// <summary>
    /// Reads <c>yyyy-MM-dd</c>, or that and <c>[ T]HH:mm[:ss[.f…]]</c>, or that and an offset (<c>Z</c>, <c>±HH</c>, <c>±HHmm</c>, <c>±HH:mm</c>).
    /// </summary>
    /// <param name="text">The time; fractions below 100 ns are cut.</param>
    /// <param name="zone">Where an instant (a time with an offset) is converted to.</param>
    /// <param name="time">Local, naive time.</param>
    /// <returns>Whether it is a time of the calendar; the year may be any of 1 to 9999.</returns>
    internal static bool TryRead(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTime time)
    {
        // The published layout's one form; everything else takes the general way.
        if (text.Length == SecondsLength && text[10] == ' ' && text[16] == ':' && TryReadMinutes(text, out time)
            && TryReadTwo(text, 17, out int second) && second < 60)
        {
            time = time.AddTicks(second * TimeSpan.TicksPerSecond);
            return true;
        }

        return TryReadGeneral(text.Trim(), zone, out time);
    }

    /// <summary>Converts an instant to naive local time.</summary>
    internal static DateTime ToLocal(DateTime utc, TimeZoneInfo zone) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(utc, zone), DateTimeKind.Unspecified);

    private static bool TryReadGeneral(ReadOnlySpan<char> text, TimeZoneInfo zone, out DateTime time)
    {
        if (text.Length == DateLength)
        {
            return TryReadDate(text, out time);
        }

        time = default;
        if (text.Length < MinutesLength || text[DateLength] is not (' ' or 'T' or 't') || !TryReadMinutes(text, out time))
        {
            return false;
        }

        text = text[MinutesLength..];
        if (text.Length > 0 && text[0] == ':')
        {
            if (!TryReadTwo(text, 1, out int second) || second > 59)
            {
                return false;
            }

            time = time.AddTicks(second * TimeSpan.TicksPerSecond);
            text = text[3..];
            if (text.Length > 0 && text[0] == '.')
            {
                int length = 1;
                long ticks = 0;
                for (; length < text.Length && char.IsAsciiDigit(text[length]); length++)
                {
                    if (length <= FractionDigits)
                    {
                        ticks = (ticks * 10) + (text[length] - '0');
                    }
                }

                if (length == 1)
                {
                    return false;
                }

                for (int digit = length; digit <= FractionDigits; digit++)
                {
                    ticks *= 10;
                }

                time = time.AddTicks(ticks);
                text = text[length..];
            }
        }

        if (text.IsEmpty)
        {
            return true;
        }

        if (!TryReadOffset(text.TrimStart(), out TimeSpan offset))
        {
            return false;
        }

        long utc = time.Ticks - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        time = ToLocal(new DateTime(utc, DateTimeKind.Utc), zone);
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length is not (3 or 5 or 6) || text[0] is not ('+' or '-') || !TryReadTwo(text, 1, out int hours))
        {
            return false;
        }

        int minutes = 0;
        if (text.Length > 3 && (!TryReadTwo(text, text.Length - 2, out minutes) || (text.Length == 6 && text[3] != ':')))
        {
            return false;
        }

        // The largest offset in use is 14 hours.
        if (minutes > 59 || (hours * 60) + minutes > 14 * 60)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        offset = text[0] == '-' ? -offset : offset;
        return true;
    }

    private static bool TryReadMinutes(ReadOnlySpan<char> text, out DateTime time)
    {
        if (!TryReadDate(text, out time) || text[13] != ':' || !TryReadTwo(text, 11, out int hour) || !TryReadTwo(text, 14, out int minute)
            || hour > 23 || minute > 59)
        {
            return false;
        }

        time = time.AddTicks((hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute));
        return true;
    }

    private static bool TryReadDate(ReadOnlySpan<char> text, out DateTime date)
    {
        date = default;
        if (text[4] != '-' || text[7] != '-' || !TryReadTwo(text, 0, out int century) || !TryReadTwo(text, 2, out int year)
            || !TryReadTwo(text, 5, out int month) || !TryReadTwo(text, 8, out int day))
        {
            return false;
        }

        year += century * 100;
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateTime(year, month, day);
        return true;
    }

    private static bool TryReadTwo(ReadOnlySpan<char> text, int at, out int value)
    {
        value = 0;
        if (at + 2 > text.Length)
        {
            return false;
        }

        uint tens = (uint)(text[at] - '0');
        uint ones = (uint)(text[at + 1] - '0');
        value = (int)((tens * 10) + ones);
        return tens <= 9 && ones <= 9;
    }
}
