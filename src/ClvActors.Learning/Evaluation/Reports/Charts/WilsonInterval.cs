namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>The 95% interval of a share that was counted on some rows.</summary>
/// <param name="Low">Lower end, 0 to 1.</param>
/// <param name="High">Upper end.</param>
/// <remarks>Source: Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference". Holds its level near 0 and 1, where the normal interval does not.</remarks>
internal readonly record struct WilsonInterval(double Low, double High)
{
    private const double Quantile = 1.959963984540054;

    /// <summary>The interval; NaN without rows or share.</summary>
    public static WilsonInterval Of(double share, int rows)
    {
        if (rows <= 0 || !double.IsFinite(share))
        {
            return new WilsonInterval(double.NaN, double.NaN);
        }

        double square = Quantile * Quantile;
        double centre = (share + (square / (2 * rows))) / (1 + (square / rows));
        double half = Quantile * Math.Sqrt((share * (1 - share) / rows) + (square / (4.0 * rows * rows))) / (1 + (square / rows));
        return new WilsonInterval(Math.Max(centre - half, 0), Math.Min(centre + half, 1));
    }
}
