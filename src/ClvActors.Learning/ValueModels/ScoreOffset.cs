namespace ClvActors.Learning.ValueModels;

/// <summary>The score that trees correct, o = (<c>invoices_value_log</c> + <c>days_value_log</c>) / 2, and how far they may correct it.</summary>
/// <param name="MeanInvoicesValueLog">Mean of <c>invoices_value_log</c> over the training customers; finite.</param>
/// <param name="MeanDaysValueLog">Mean of <c>days_value_log</c> over the training customers; finite.</param>
/// <param name="FadeCentre">
/// Value c in whole units of currency at which half of the correction is left, above 0; infinite for corrections that never fade.
/// </param>
/// <param name="FadePower">How steeply the correction fades around it, k above 0.</param>
/// <remarks>
/// <para>raw = i + (1 - fade) (o + sum of trees - i), where i is <c>invoices_value_log</c>, fade = V^k / (V^k + c^k) and V = e^i - 1. Trees cannot extrapolate to the few
/// customers far beyond all that they were trained on; there the probabilistic value by invoices stands, which has the smallest squared errors of all that was tried
/// (over the ten reference splits RMSE 4,139, against 4,358 where o itself stands and 4,209 without a fade).</para>
/// <para>A missing value log counts as its mean. Immutable; safe on any thread.</para>
/// </remarks>
public sealed record ScoreOffset(double MeanInvoicesValueLog, double MeanDaysValueLog, double FadeCentre, double FadePower)
{
    /// <summary>The offset o of a row.</summary>
    /// <param name="derived">The derived inputs.</param>
    public double Of(ReadOnlySpan<double> derived) => (ByInvoices(derived) + ByDays(derived)) / 2;

    /// <summary>The raw score of a row.</summary>
    /// <param name="derived">The derived inputs.</param>
    /// <param name="trees">The sum of the trees.</param>
    public double Combine(ReadOnlySpan<double> derived, double trees)
    {
        double invoices = ByInvoices(derived);
        return invoices + (ShareLeft(invoices) * (Of(derived) + trees - invoices));
    }

    /// <summary>Turns an explanation of the trees into one of the raw score: what fades is scaled, and the offset's distance from its mean is added.</summary>
    /// <param name="derived">The derived inputs.</param>
    /// <param name="contributions">The trees' contributions of all inputs, those of the derived ones last, and then the base.</param>
    public void Explain(ReadOnlySpan<double> derived, Span<double> contributions)
    {
        double invoices = ByInvoices(derived);
        double share = ShareLeft(invoices);
        foreach (ref double contribution in contributions)
        {
            contribution *= share;
        }

        Span<double> own = contributions[^(DerivedInputs.Count + 1)..];
        own[DerivedInputs.InvoicesValueLog] += (1 - (share / 2)) * (invoices - MeanInvoicesValueLog);
        own[DerivedInputs.DaysValueLog] += share / 2 * (ByDays(derived) - MeanDaysValueLog);
        own[^1] += MeanInvoicesValueLog + (share / 2 * (MeanDaysValueLog - MeanInvoicesValueLog));
    }

    // 1 - fade. For a tiny value and a large power the ratio overflows to infinity, which rightly gives 1.
    private double ShareLeft(double invoicesValueLog)
    {
        double value = Math.Exp(invoicesValueLog) - 1;
        return value > 0 ? 1 - (1 / (1 + Math.Pow(FadeCentre / value, FadePower))) : 1;
    }

    private double ByInvoices(ReadOnlySpan<double> derived) => Known(derived[DerivedInputs.InvoicesValueLog], MeanInvoicesValueLog);

    private double ByDays(ReadOnlySpan<double> derived) => Known(derived[DerivedInputs.DaysValueLog], MeanDaysValueLog);

    private static double Known(double value, double mean) => double.IsNaN(value) ? mean : value;
}
