namespace ClvActors.Learning.Bundles;

/// <summary>Takes money to the scale that value models are trained on, log(1 + value), and back.</summary>
/// <remarks>
/// The naive forms <c>Math.Log(1 + x)</c> and <c>Math.Exp(x) - 1</c> lose all digits near 0. Both are repaired by Kahan's correction of the rounded
/// argument (Higham 2002, "Accuracy and Stability of Numerical Algorithms", section 1.14.1): errors stay within four units in the last place.
/// Stateless; safe on any thread.
/// </remarks>
public static class LogTransform
{
    /// <summary>Name of the transform in manifests: value = max(e^raw - 1, 0).</summary>
    public const string Name = "expm1";

    /// <summary>From here on e^x - 1 has no cancellation to repair, and up to here neither factor of the correction can overflow.</summary>
    private const double LargestCorrected = 1;

    /// <summary>The score of a value: log(1 + value).</summary>
    /// <param name="value">Whole units of currency, above -1; NaN gives NaN.</param>
    public static double ToScore(double value)
    {
        double rounded = 1 + value;
        return rounded == 1 || double.IsInfinity(rounded) ? value : Math.Log(rounded) * value / (rounded - 1);
    }

    /// <summary>The value behind a score: max(e^score - 1, 0).</summary>
    /// <param name="score">The raw score; NaN gives NaN, above 709.78 the value is infinite.</param>
    /// <returns>Whole units of currency, at least 0.</returns>
    public static double ToValue(double score)
    {
        if (score <= 0)
        {
            return 0;
        }

        double power = Math.Exp(score);
        if (score >= LargestCorrected)
        {
            return power - 1;
        }

        return power == 1 ? score : (power - 1) * score / Math.Log(power);
    }
}
