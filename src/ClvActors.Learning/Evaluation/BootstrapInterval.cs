namespace ClvActors.Learning.Evaluation;

/// <summary>A figure with the interval that resampling the rows gives it.</summary>
/// <param name="Estimate">The figure on the rows themselves.</param>
/// <param name="Lower">Lower end of the interval; NaN when the figure was not defined on any resample.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Confidence">Confidence level, such as 0.95.</param>
/// <param name="BelowZero">Share of the resamples whose figure is below 0, those at 0 counting half; NaN as <paramref name="Lower"/>.</param>
/// <param name="Resamples">Resamples on which the figure was defined.</param>
public readonly record struct BootstrapInterval(
    double Estimate, double Lower, double Upper, double Confidence, double BelowZero, int Resamples)
{
    /// <summary>Whether 0 lies outside the interval: of a difference, whether the two differ at this confidence.</summary>
    public bool ExcludesZero => Lower > 0 || Upper < 0;
}
