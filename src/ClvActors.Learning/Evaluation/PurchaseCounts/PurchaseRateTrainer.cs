using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>Repeat purchases per week so far times the weeks ahead: what a shop would reckon without a model.</summary>
/// <param name="HorizonDays">Days that are predicted, at least 1.</param>
public sealed record PurchaseRateTrainer(int HorizonDays) : IRegressionTrainer
{
    /// <inheritdoc/>
    public string Name => ContenderNames.PurchaseRate;

    /// <inheritdoc/>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        return new Model(features.Columns, HorizonDays);
    }

    private sealed class Model(int features, int horizonDays) : IRegressor
    {
        public int Features => features;

        public double Predict(ReadOnlySpan<double> row)
        {
            TrainingInput.CheckRow(row, features);
            PurchaseSummary customer = PurchaseCountFeatures.Summarise(row);
            return customer.Frequency == 0 ? 0 : customer.Frequency / customer.Age * horizonDays / 7;
        }
    }
}
