using System.Globalization;
using System.Text;
using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;

namespace ClvActors.Host.Dashboard.Portfolio;

/// <summary>Where customers stand in the plot of recency against predicted value, in units of its view box.</summary>
/// <remarks>The value axis is log10(1 + value), so that 0 has a place. Pure; safe on any thread.</remarks>
public sealed class PortfolioPlot
{
    /// <summary>Width of the view box.</summary>
    public const int Width = 1000;

    /// <summary>Height of the view box.</summary>
    public const int Height = 420;

    /// <summary>Left edge of the plotted area.</summary>
    public const int Left = 74;

    /// <summary>Right edge of the plotted area.</summary>
    public const int Right = 988;

    /// <summary>Upper edge of the plotted area.</summary>
    public const int Top = 10;

    /// <summary>Lower edge of the plotted area.</summary>
    public const int Bottom = 380;

    /// <summary>Levels of opacity that a cell of the density may have.</summary>
    public const int Levels = 5;

    private const double MostDays = 365;

    private readonly double _mostDecades;

    /// <summary>Makes the axes.</summary>
    /// <param name="largestValue">The largest value that is to have a place.</param>
    public PortfolioPlot(double largestValue) => _mostDecades = Math.Max(2, Math.Ceiling(2 * Decades(largestValue)) / 2);

    /// <summary>Amounts that get a line across.</summary>
    public IEnumerable<double> ValueTicks => Enumerable.Range(0, (int)_mostDecades + 1).Select(decade => decade == 0 ? 0 : Math.Pow(10, decade));

    /// <summary>The middle of a bin of <see cref="DensityCell.ValueBin"/>.</summary>
    public static double MiddleOf(short valueBin) => Math.Pow(10, (valueBin + 0.5) / DensityCell.ValueBinsPerDecade) - 1;

    /// <summary>Horizontal place of a recency.</summary>
    public static double X(double recencyDays) => Left + ((Right - Left) * Math.Clamp(recencyDays, 0, MostDays) / MostDays);

    /// <summary>Vertical place of a value.</summary>
    public double Y(double value) => YOfDecades(Decades(value));

    /// <summary>One SVG path per segment that draws a dot per customer.</summary>
    public IReadOnlyList<string> Points(IEnumerable<CustomerSummary> customers)
    {
        StringBuilder[] paths = [.. ClvSegmentNames.All.Select(_ => new StringBuilder())];
        foreach (CustomerSummary one in customers)
        {
            // A line of length 0 with round ends is a dot.
            paths[(int)one.Segment].Append(CultureInfo.InvariantCulture, $"M{X(one.Record.Features.RecencyDays):0.#} {Y(one.Record.PredictedValue):0.#}h0");
        }

        return [.. paths.Select(path => path.ToString())];
    }

    /// <summary>One SVG path per segment and level of opacity that draws the cells; a cell has the colour of the segment that has most customers in it.</summary>
    /// <returns>By segment, then by level from faint to full.</returns>
    public IReadOnlyList<string[]> Density(IEnumerable<DensityCell> cells)
    {
        StringBuilder[,] paths = new StringBuilder[ClvSegmentNames.All.Count, Levels];
        var merged = cells.GroupBy(cell => (cell.RecencyBin, cell.ValueBin))
            .Select(group => (group.Key, Count: group.Sum(cell => (long)cell.Count), Segment: group.GroupBy(cell => cell.Segment).MaxBy(own => own.Sum(cell => (long)cell.Count))!.Key))
            .ToList();
        double largest = merged.Count == 0 ? 1 : Math.Log(1 + merged.Max(cell => cell.Count));
        foreach (((short recency, short value), long count, ClvSegment segment) in merged)
        {
            int level = Math.Clamp((int)(Levels * Math.Log(1 + count) / largest), 0, Levels - 1);
            double left = X(recency * DensityCell.RecencyBinDays);
            double top = YOfDecades((value + 1.0) / DensityCell.ValueBinsPerDecade);
            double width = X((recency + 1) * DensityCell.RecencyBinDays) - left;
            double height = YOfDecades((double)value / DensityCell.ValueBinsPerDecade) - top;
            (paths[(int)segment, level] ??= new StringBuilder()).Append(CultureInfo.InvariantCulture, $"M{left:0.#} {top:0.#}h{width:0.#}v{height:0.#}h{-width:0.#}z");
        }

        return [.. Enumerable.Range(0, ClvSegmentNames.All.Count).Select(segment => Enumerable.Range(0, Levels).Select(level => paths[segment, level]?.ToString() ?? "").ToArray())];
    }

    /// <summary>The customer whose dot is nearest to a place.</summary>
    /// <returns>Null when nobody is near.</returns>
    public CustomerSummary? Nearest(IEnumerable<CustomerSummary> customers, double x, double y, double reach = 25)
    {
        CustomerSummary? nearest = null;
        double least = reach * reach;
        foreach (CustomerSummary one in customers)
        {
            double across = X(one.Record.Features.RecencyDays) - x;
            double up = Y(one.Record.PredictedValue) - y;
            double distance = (across * across) + (up * up);
            if (distance < least)
            {
                (nearest, least) = (one, distance);
            }
        }

        return nearest;
    }

    /// <summary>The value at a vertical place.</summary>
    public double ValueAt(double y) => Math.Pow(10, _mostDecades * (Bottom - y) / (Bottom - Top)) - 1;

    private static double Decades(double value) => Math.Log10(1 + Math.Max(0, value));

    private double YOfDecades(double decades) => Bottom - ((Bottom - Top) * Math.Clamp(decades / _mostDecades, 0, 1));
}
