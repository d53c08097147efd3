using ClvActors.Domain.Population;

namespace ClvActors.Host.Dashboard;

/// <summary>The one colour of each segment, on every page and in every export.</summary>
/// <remarks>
/// Hues of Okabe and Ito's palette (jfly.uni-koeln.de/color, 2008), moved so that each has a contrast of 3:1 (WCAG 2.2, 1.4.11) against the cards of the light and of the dark theme, which the palette's orange and pink have
/// not, and that any two differ by a CIE76 distance of at least 19.5 for normal eyes and under the dichromacies of Machado, Oliveira and Fernandes (2009); the palette itself reaches 10. Tests compute both.
/// </remarks>
public static class SegmentColours
{
    /// <summary>Background of cards in the light theme.</summary>
    public const string LightCard = "#ffffff";

    /// <summary>Background of cards in the dark theme.</summary>
    public const string DarkCard = "#1c1f24";

    private static readonly string[] Colours = ["#006bc8", "#2aa36d", "#c48800", "#e066be", "#79797f"];

    /// <summary>All colours from Champions to Dormant, as <c>#rrggbb</c>.</summary>
    public static IReadOnlyList<string> All => Colours;

    /// <summary>A segment's colour as <c>#rrggbb</c>.</summary>
    public static string Of(ClvSegment segment) => Colours[(int)segment];
}
