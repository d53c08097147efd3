namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>A logarithmic axis that has a place for 0 and for values below it: linear around 0, logarithmic far from it.</summary>
/// <param name="Low">Value at the beginning.</param>
/// <param name="High">Value at the end.</param>
/// <param name="Threshold">Size around which the axis turns from linear to logarithmic, a power of ten.</param>
/// <remarks>
/// Places x at sign(x) log10(1 + |x| / threshold). Source: Webber 2013, "A bi-symmetric log transformation for wide-range data", Measurement Science and Technology 24.
/// </remarks>
internal sealed record SignedLogScale(double Low, double High, double Threshold) : Scale(Low, High)
{
    private const int DecadesOfOneSign = 3;
    private const int DecadesOfTwoSigns = 2;

    /// <inheritdoc/>
    public override IReadOnlyList<ScaleTick> Ticks
    {
        get
        {
            // Up to the threshold itself there is room for 0 alone.
            List<double> sizes = [];
            for (double power = Threshold * 10; power <= Math.Max(-Low, High) * (1 + 1e-9); power *= 10)
            {
                sizes.Add(power);
            }

            return
            [
                .. sizes.Select(size => -size).Append(0).Concat(sizes)
                    .Where(value => value >= Low && value <= High * (1 + 1e-9))
                    .Order()
                    .Select(value => new ScaleTick(value, NumberText.Short(value))),
            ];
        }
    }

    /// <summary>The range of all finite values and 0, with a margin; its last decades are logarithmic, three of one sign or two of each.</summary>
    /// <param name="values">The values.</param>
    /// <param name="leastThreshold">Size below which differences do not matter and need no decades of their own; 0 when all matter.</param>
    public static SignedLogScale Covering(IEnumerable<double> values, double leastThreshold = 0)
    {
        double low = 0;
        double high = 0;
        foreach (double value in values.Where(double.IsFinite))
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        double largest = Math.Max(-low, high);
        if (largest == 0)
        {
            (largest, high) = (1, 1);
        }

        double power = Math.Floor(Math.Log10(largest));
        double threshold = Math.Pow(10, power - (low < 0 && high > 0 ? DecadesOfTwoSigns : DecadesOfOneSign));
        return new SignedLogScale(low * 1.2, high * 1.2, Math.Max(threshold, Math.Min(leastThreshold, Math.Pow(10, power - 1))));
    }

    /// <inheritdoc/>
    protected override double Transform(double value) => Math.Sign(value) * Math.Log10(1 + (Math.Abs(value) / Threshold));
}
