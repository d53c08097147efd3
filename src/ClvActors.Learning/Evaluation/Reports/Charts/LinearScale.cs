namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>An axis with equal distances for equal differences.</summary>
/// <param name="Low">Value at the beginning.</param>
/// <param name="High">Value at the end.</param>
/// <param name="Step">Distance of labels, above 0.</param>
/// <param name="Percent">Whether values are shares, labelled as percentages.</param>
internal sealed record LinearScale(double Low, double High, double Step, bool Percent = false) : Scale(Low, High)
{
    /// <summary>From 0 to 1 in percent.</summary>
    public static LinearScale Shares { get; } = new(0, 1, 0.2, Percent: true);

    /// <inheritdoc/>
    public override IReadOnlyList<ScaleTick> Ticks
    {
        get
        {
            double first = Math.Ceiling((Low / Step) - 1e-9);
            double last = Math.Floor((High / Step) + 1e-9);
            return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Tick((first + i) * Step))];
        }
    }

    /// <summary>The smallest round range that holds all finite values; from 0 to 1 when there are none.</summary>
    /// <param name="values">The values.</param>
    /// <param name="percent">Whether they are shares.</param>
    /// <param name="labels">About how many labels there is room for.</param>
    /// <remarks>Source: Heckbert 1990, "Nice Numbers for Graph Labels", Graphics Gems.</remarks>
    public static LinearScale Covering(IEnumerable<double> values, bool percent = false, int labels = 5)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in values.Where(double.IsFinite))
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        if (low > high)
        {
            (low, high) = (0, 1);
        }
        else if (low == high)
        {
            double margin = low == 0 ? 1 : Math.Abs(low) / 2;
            (low, high) = (low - margin, high + margin);
        }

        double step = Round(Math.Max((high - low) / labels, double.Epsilon));
        return new LinearScale(Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step, step, percent);
    }

    /// <inheritdoc/>
    protected override double Transform(double value) => value;

    /// <summary>The least of 1, 2 and 5 times a power of ten that is not below a length.</summary>
    private static double Round(double length)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(length)));
        double digits = length / power;
        return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
    }

    private ScaleTick Tick(double value)
    {
        double shown = Percent ? value * 100 : value;
        int decimals = (int)Math.Clamp(Math.Ceiling(-Math.Log10(Percent ? Step * 100 : Step) - 1e-9), 0, 8);
        if (!Percent && Step < 1e-5)
        {
            return new ScaleTick(value, NumberText.General(value));
        }

        string text = !Percent && Step >= 1 && Math.Max(-Low, High) >= 1000 ? NumberText.Short(value) : NumberText.Fixed(shown, decimals);
        return new ScaleTick(value, Percent ? text + "%" : text);
    }
}
