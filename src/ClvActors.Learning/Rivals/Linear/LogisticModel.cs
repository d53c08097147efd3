namespace ClvActors.Learning.Rivals.Linear;

/// <summary>A probability whose log-odds are a weighted sum of scaled features.</summary>
/// <remarks>Immutable; any number of threads may predict.</remarks>
public sealed class LogisticModel : IRegressor
{
    internal LogisticModel(LinearModel logOdds) => LogOdds = logOdds;

    /// <summary>The model of the log-odds.</summary>
    public LinearModel LogOdds { get; }

    /// <inheritdoc/>
    public int Features => LogOdds.Features;

    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> features) => Sigmoid(LogOdds.Predict(features));

    /// <summary>1 / (1 + e^-x), exact at both ends.</summary>
    internal static double Sigmoid(double logOdds)
    {
        double power = Math.Exp(-Math.Abs(logOdds));
        return (logOdds >= 0 ? 1 : power) / (1 + power);
    }
}
