namespace ClvActors.Learning.Boosting.Validation;

/// <summary>Remembers the best iteration and says when there was none better for too long.</summary>
/// <remarks>Source: <c>GBDT::OutputMetric</c> of https://github.com/microsoft/LightGBM/blob/v4.6.0/src/boosting/gbdt.cpp. Not safe for use by several threads.</remarks>
internal sealed class EarlyStopping(int rounds, double minimumDelta, bool higherIsBetter)
{
    private readonly List<double> _scores = [];
    private double _best = double.NegativeInfinity;

    /// <summary>The best iteration, from 1; 0 while there is none.</summary>
    public int BestIteration { get; private set; }

    /// <summary>The metric after each iteration.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>Takes the metric after the next iteration.</summary>
    /// <returns>Whether the training is to stop.</returns>
    public bool Stops(double score)
    {
        _scores.Add(score);
        double current = higherIsBetter ? score : -score;
        if (double.IsFinite(current) && current - _best > minimumDelta)
        {
            _best = current;
            BestIteration = _scores.Count;
            return false;
        }

        return rounds > 0 && _scores.Count - BestIteration >= rounds;
    }
}
