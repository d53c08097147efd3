namespace ClvActors.Learning.Tuning;

/// <summary>One set of parameters and how it did on every fold.</summary>
/// <param name="Number">From 0, in the order of the draws.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="FoldLosses">One loss per fold; NaN where the model could not be judged.</param>
/// <param name="Seconds">Time that it took.</param>
public sealed record Trial(int Number, TrialParameters Parameters, IReadOnlyList<double> FoldLosses, double Seconds)
{
    /// <summary>Mean of the fold losses; NaN when one is.</summary>
    public double MeanLoss => FoldLosses.Average();

    /// <summary>Standard error of the mean over folds: deviation (n - 1) / sqrt(folds). NaN below two folds. Folds share training rows, so it is somewhat too small.</summary>
    public double StandardError
    {
        get
        {
            double mean = MeanLoss;
            int folds = FoldLosses.Count;
            return folds < 2 ? double.NaN : Math.Sqrt(FoldLosses.Sum(loss => (loss - mean) * (loss - mean)) / (folds - 1) / folds);
        }
    }
}
