namespace ClvActors.Learning.ValueModels;

/// <summary>The score that trees correct, o = (<c>invoices_value_log</c> + <c>days_value_log</c>) / 2, and how far they may correct it.</summary>
/// <param name="MeanInvoicesValueLog">Mean of <c>invoices_value_log</c> over the training customers; finite.</param>
/// <param name="MeanDaysValueLog">Mean of <c>days_value_log</c> over the training customers; finite.</param>
/// <param name="FadeCentre">
/// Value c in whole units of currency at which half of the trees' correction is left, above 0; infinite for corrections that never fade.
/// </param>
/// <param name="FadePower">How steeply the correction fades around it, k above 0.</param>
/// <remarks>
/// <para>raw = o + (1 - fade) x sum of trees, fade = V^k / (V^k + c^k) with V = e^o - 1. Trees cannot extrapolate to the few customers far beyond all that
/// they were trained on; there the probabilistic value stands.</para>
/// <para>A missing value log counts as its mean. Immutable; safe on any thread.</para>
/// </remarks>
public sealed record ScoreOffset(double MeanInvoicesValueLog, double MeanDaysValueLog, double FadeCentre, double FadePower)
{
    /// <summary>The offset o of a row.</summary>
    /// <param name="derived">The derived inputs.</param>
    public double Of(ReadOnlySpan<double> derived) =>
        (Known(derived[DerivedInputs.InvoicesValueLog], MeanInvoicesValueLog) + Known(derived[DerivedInputs.DaysValueLog], MeanDaysValueLog)) / 2;

    /// <summary>The share of the trees' correction that is left at an offset: 1 - fade, from 1 down to 0.</summary>
    public double TreesShare(double offset)
    {
        double value = Math.Exp(offset) - 1;

        // Below the centre's millionth the ratio overflows for large powers; infinity gives 1, which is right.
        return value > 0 ? 1 - (1 / (1 + Math.Pow(FadeCentre / value, FadePower))) : 1;
    }

    /// <summary>Adds to an explanation how far the row's offset is from the mean one.</summary>
    /// <param name="derived">The derived inputs.</param>
    /// <param name="contributions">Contributions of the derived inputs, and then the base.</param>
    public void Explain(ReadOnlySpan<double> derived, Span<double> contributions)
    {
        contributions[DerivedInputs.InvoicesValueLog] += (Known(derived[DerivedInputs.InvoicesValueLog], MeanInvoicesValueLog) - MeanInvoicesValueLog) / 2;
        contributions[DerivedInputs.DaysValueLog] += (Known(derived[DerivedInputs.DaysValueLog], MeanDaysValueLog) - MeanDaysValueLog) / 2;
        contributions[^1] += (MeanInvoicesValueLog + MeanDaysValueLog) / 2;
    }

    private static double Known(double value, double mean) => double.IsNaN(value) ? mean : value;
}
