using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Promotion;

/// <summary>One figure of both bundles on the same rows, and the interval of their difference.</summary>
/// <param name="Metric">Name of the figure, such as <c>mae</c>.</param>
/// <param name="Champion">The champion's figure; NaN where it is not defined.</param>
/// <param name="Candidate">The candidate's.</param>
/// <param name="Difference">Candidate minus champion.</param>
/// <param name="Lower">Lower end of the difference's interval by paired bootstrap; NaN when it was defined on no resample.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Verdict">What the interval says.</param>
public sealed record MetricComparison(
    string Metric, double Champion, double Candidate, double Difference, double Lower, double Upper, ComparisonVerdict Verdict)
{
    /// <summary>Judges a difference.</summary>
    /// <param name="metric">Name of the figure.</param>
    /// <param name="lessIsBetter">Whether the smaller figure is the better.</param>
    /// <param name="champion">The champion's figure; may be NaN.</param>
    /// <param name="candidate">The candidate's figure; may be NaN.</param>
    /// <param name="difference">The interval of candidate minus champion.</param>
    public static MetricComparison Of(string metric, bool lessIsBetter, double champion, double candidate, BootstrapInterval difference) => new(
        metric, champion, candidate, candidate - champion, difference.Lower, difference.Upper, Judge(lessIsBetter, champion, candidate, difference));

    private static ComparisonVerdict Judge(bool lessIsBetter, double champion, double candidate, BootstrapInterval difference)
    {
        // A constant prediction has no rank correlation: whoever cannot be measured does not pass for as good.
        if (double.IsNaN(champion) || double.IsNaN(candidate))
        {
            return double.IsNaN(candidate) == double.IsNaN(champion) ? ComparisonVerdict.WithinNoise
                : double.IsNaN(candidate) ? ComparisonVerdict.Worse : ComparisonVerdict.Better;
        }

        return !difference.ExcludesZero ? ComparisonVerdict.WithinNoise
            : difference.Upper < 0 == lessIsBetter ? ComparisonVerdict.Better : ComparisonVerdict.Worse;
    }
}
