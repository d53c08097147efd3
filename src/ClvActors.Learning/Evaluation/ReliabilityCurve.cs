namespace ClvActors.Learning.Evaluation;

/// <summary>Predicted probabilities against observed shares by bins: calibrated ones lie on the diagonal.</summary>
/// <remarks>
/// Source: Murphy and Winkler 1977, "Reliability of Subjective Probability Forecasts of Precipitation and Temperature"; the error is Naeini, Cooper and Hauskrecht 2015,
/// "Obtaining Well Calibrated Probabilities Using Bayesian Binning".
/// </remarks>
public static class ReliabilityCurve
{
    /// <summary>Bins of equal width from 0 to 1.</summary>
    /// <param name="outcomes">0 or 1 per row, at least one row.</param>
    /// <param name="probabilities">Probability of 1, from 0 to 1, as many.</param>
    /// <param name="bins">Number of bins, at least 1. A bin holds its lower bound, the last one 1 as well.</param>
    /// <returns>The bins that hold rows, ascending.</returns>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, an outcome is neither 0 nor 1, or a probability is out of range.</exception>
    public static IReadOnlyList<ReliabilityBin> EqualWidth(ReadOnlySpan<double> outcomes, ReadOnlySpan<double> probabilities, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        EvaluationInput.CheckProbabilities(outcomes, probabilities);
        int[] binOf = new int[outcomes.Length];
        for (int row = 0; row < binOf.Length; row++)
        {
            binOf[row] = Math.Min((int)(probabilities[row] * bins), bins - 1);
        }

        return [.. Gather(outcomes, probabilities, binOf, bins).Select(bin => bin.Totals.ToBin((double)bin.Number / bins, (bin.Number + 1.0) / bins))];
    }

    /// <summary>Bins of equal numbers of rows, equal probabilities kept together.</summary>
    /// <param name="outcomes">0 or 1 per row, at least one row.</param>
    /// <param name="probabilities">Probability of 1, from 0 to 1, as many.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    /// <returns>The bins, ascending; fewer than asked for where rows are few or share their probability.</returns>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, an outcome is neither 0 nor 1, or a probability is out of range.</exception>
    public static IReadOnlyList<ReliabilityBin> EqualCount(ReadOnlySpan<double> outcomes, ReadOnlySpan<double> probabilities, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        EvaluationInput.CheckProbabilities(outcomes, probabilities);
        int[] order = Ranks.Order(probabilities);
        int[] binOf = new int[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            bool tied = rank > 0 && probabilities[order[rank]] == probabilities[order[rank - 1]];
            binOf[order[rank]] = tied ? binOf[order[rank - 1]] : (int)((long)bins * rank / order.Length);
        }

        return [.. Gather(outcomes, probabilities, binOf, bins).Select(bin => bin.Totals.ToBin(bin.Totals.Least, bin.Totals.Largest))];
    }

    /// <summary>Expected calibration error: the mean distance of observed share and mean probability, bins weighted by their rows.</summary>
    /// <param name="curve">Bins, at least one.</param>
    /// <returns>From 0 to 1; 0 is calibrated. Even calibrated probabilities come out above 0, by chance alone about 0.4 / sqrt(rows per bin).</returns>
    /// <exception cref="ArgumentException">There are no bins.</exception>
    public static double CalibrationError(IReadOnlyList<ReliabilityBin> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (curve.Count == 0)
        {
            throw new ArgumentException("there are no bins", nameof(curve));
        }

        return curve.Sum(bin => bin.Rows * Math.Abs(bin.ObservedShare - bin.MeanProbability)) / curve.Sum(bin => (double)bin.Rows);
    }

    private static IEnumerable<(int Number, Totals Totals)> Gather(
        ReadOnlySpan<double> outcomes, ReadOnlySpan<double> probabilities, int[] binOf, int bins)
    {
        Totals[] totals = new Totals[bins];
        Array.Fill(totals, new Totals(0, 0, 0, double.PositiveInfinity, double.NegativeInfinity));
        for (int row = 0; row < binOf.Length; row++)
        {
            totals[binOf[row]] = totals[binOf[row]].Plus(outcomes[row], probabilities[row]);
        }

        return Enumerable.Range(0, bins).Where(bin => totals[bin].Rows > 0).Select(bin => (bin, totals[bin]));
    }

    private readonly record struct Totals(int Rows, double Outcomes, double Probabilities, double Least, double Largest)
    {
        public Totals Plus(double outcome, double probability) =>
            new(Rows + 1, Outcomes + outcome, Probabilities + probability, Math.Min(Least, probability), Math.Max(Largest, probability));

        public ReliabilityBin ToBin(double lower, double upper) => new(lower, upper, Rows, Probabilities / Rows, Outcomes / Rows);
    }
}
