using System.Globalization;

namespace ClvActors.Host.Dashboard.Summaries;

/// <summary>A quarter as addresses write it, such as <c>2011-q2</c>.</summary>
internal readonly record struct QuarterName(int Year, int Quarter)
{
    /// <summary>Reads a name, in any case.</summary>
    public static bool TryParse(string? text, out QuarterName name)
    {
        name = default;
        if (text is not { Length: 7 } || text[4] != '-' || text[5] is not ('q' or 'Q') || text[6] is < '1' or > '4'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out int year) || year == 0)
        {
            return false;
        }

        name = new QuarterName(year, text[6] - '0');
        return true;
    }

    /// <summary>The last day.</summary>
    public DateOnly End => new DateOnly(Year, 3 * Quarter, 1).AddMonths(1).AddDays(-1);

    /// <inheritdoc/>
    public override string ToString() => $"{Year:0000}-q{Quarter}";
}
