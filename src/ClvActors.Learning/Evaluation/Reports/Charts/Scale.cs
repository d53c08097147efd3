namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>Places values along an axis.</summary>
/// <param name="Low">Value at the beginning, below <paramref name="High"/>.</param>
/// <param name="High">Value at the end.</param>
internal abstract record Scale(double Low, double High)
{
    /// <summary>Labelled places, ascending, within the ends.</summary>
    public abstract IReadOnlyList<ScaleTick> Ticks { get; }

    /// <summary>Where a finite value stands: 0 at the beginning, 1 at the end; what lies outside is set on the nearer end.</summary>
    public double Fraction(double value) =>
        Math.Clamp((Transform(value) - Transform(Low)) / (Transform(High) - Transform(Low)), 0, 1);

    /// <summary>A monotone function of the value that the axis is linear in.</summary>
    protected abstract double Transform(double value);
}
