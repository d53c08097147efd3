namespace ClvActors.Domain.Population;

/// <summary>Names of the segments in answers and queries.</summary>
public static class ClvSegmentNames
{
    /// <summary>The names from most to least valuable.</summary>
    public static IReadOnlyList<string> All { get; } = ["Champions", "High Value", "Growing", "Occasional", "Dormant"];

    /// <summary>The name of a segment.</summary>
    public static string Name(this ClvSegment segment) => All[(int)segment];

    /// <summary>Finds a segment by its name, ignoring case.</summary>
    public static bool TryParse(string name, out ClvSegment segment)
    {
        for (int index = 0; index < All.Count; index++)
        {
            if (string.Equals(All[index], name, StringComparison.OrdinalIgnoreCase))
            {
                segment = (ClvSegment)index;
                return true;
            }
        }

        segment = default;
        return false;
    }
}
