namespace ClvActors.Host.Dashboard.Drift;

/// <summary>One line of a chart over time.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Colour">A CSS colour.</param>
/// <param name="Points">Days ascending; days without a value are left out.</param>
internal sealed record TrendLine(string Name, string Colour, IReadOnlyList<(DateOnly Day, double Value)> Points)
{
    /// <summary>Most points that are drawn: more would be closer than a pixel on a wide screen.</summary>
    public const int MostPoints = 400;

    /// <summary>Evenly thinned points, the newest one always among them.</summary>
    public IReadOnlyList<(DateOnly Day, double Value)> Drawn()
    {
        if (Points.Count <= MostPoints)
        {
            return Points;
        }

        double step = (double)(Points.Count - 1) / (MostPoints - 1);
        return [.. Enumerable.Range(0, MostPoints).Select(at => Points[(int)Math.Round(at * step)])];
    }
}
