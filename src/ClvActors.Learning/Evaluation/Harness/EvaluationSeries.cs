namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>A kind of splits whose figures are averaged.</summary>
/// <param name="Plural">What its splits are called together, as in <c>mean of 10 splits</c>.</param>
/// <param name="IsAveraged">Whether more than one of them is summed up by a mean; a published split stands alone.</param>
/// <param name="IsOfOneDate">Whether training and test customers are seen at the same date.</param>
public sealed record EvaluationSeries(string Plural, bool IsAveraged = true, bool IsOfOneDate = true)
{
    /// <summary>A split that was published as such.</summary>
    public static EvaluationSeries Published { get; } = new("published splits", IsAveraged: false);

    /// <summary>Repeated splits that were given.</summary>
    public static EvaluationSeries Given { get; } = new("splits");

    /// <summary>Further splits that were drawn.</summary>
    public static EvaluationSeries Drawn { get; } = new("drawn splits");

    /// <summary>Folds of a cross-validation.</summary>
    public static EvaluationSeries Folds { get; } = new("folds");

    /// <summary>Later as-of dates, trained on earlier ones.</summary>
    public static EvaluationSeries Origins { get; } = new("origins", IsOfOneDate: false);

    /// <summary>Name of the mean over some of its splits.</summary>
    public string MeanOf(int count) => $"mean of {count} {Plural}";
}
