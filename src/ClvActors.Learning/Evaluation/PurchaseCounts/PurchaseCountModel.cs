using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>BG/NBD's expectation, corrected by boosted trees where it is not far beyond what they were trained on.</summary>
/// <remarks>
/// prediction = (1 - l) max(o + trees, 0) + l o with the expectation o and l = o^2 / (o^2 + c^2): for the few customers with the largest expectations the correction fades out. Predictions up to
/// a threshold may be pooled to one value. Immutable; any number of threads may predict.
/// </remarks>
internal sealed class PurchaseCountModel : IRegressor
{
    /// <summary>Names of what the trees see: the features and two inputs of BG/NBD.</summary>
    public static readonly string[] InputNames = [.. PurchaseCountFeatures.Names, "p_alive", "expected_purchases"];

    private readonly BgNbdModel _purchases;
    private readonly TreeScorer[] _trees;
    private readonly double _fadeCentre;
    private readonly int _horizonDays;
    private readonly (double Threshold, double Value) _pool;

    public PurchaseCountModel(BgNbdModel purchases, TreeScorer[] trees, double fadeCentre, int horizonDays, (double Threshold, double Value)? pool = null)
    {
        _purchases = purchases;
        _trees = trees;
        _fadeCentre = fadeCentre;
        _horizonDays = horizonDays;
        _pool = pool ?? (double.NegativeInfinity, 0);
    }

    public int Features => PurchaseCountFeatures.Names.Count;

    /// <summary>The same model with predictions up to a threshold set to one value.</summary>
    public PurchaseCountModel Pooled(double threshold, double value) => new(_purchases, _trees, _fadeCentre, _horizonDays, (threshold, value));

    /// <summary>Writes what the trees see of a customer.</summary>
    /// <returns>The expectation that they correct.</returns>
    public static double WriteInputs(BgNbdModel purchases, ReadOnlySpan<double> row, int horizonDays, Span<double> inputs)
    {
        row.CopyTo(inputs);
        PurchaseSummary customer = PurchaseCountFeatures.Summarise(row);
        inputs[^2] = purchases.ProbabilityAlive(customer.Frequency, customer.Recency, customer.Age);
        inputs[^1] = ExpectedPurchasesTrainer.Expected(purchases, row, horizonDays);
        return inputs[^1];
    }

    public double Predict(ReadOnlySpan<double> row)
    {
        TrainingInput.CheckRow(row, Features);
        Span<double> inputs = stackalloc double[InputNames.Length];
        double expected = WriteInputs(_purchases, row, _horizonDays, inputs);
        double correction = 0;
        foreach (TreeScorer trees in _trees)
        {
            correction += trees.Score(inputs) / _trees.Length;
        }

        double kept = expected * expected / ((expected * expected) + (_fadeCentre * _fadeCentre));
        double predicted = ((1 - kept) * Math.Max(expected + correction, 0)) + (kept * expected);
        return predicted <= _pool.Threshold ? _pool.Value : predicted;
    }
}
