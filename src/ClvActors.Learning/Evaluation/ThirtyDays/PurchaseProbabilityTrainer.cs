using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.ThirtyDays;

/// <summary>MBG/NBD's probability of a purchase within the horizon, every invoice being one; labels are not looked at.</summary>
/// <param name="HorizonDays">Days ahead, at least 1.</param>
public sealed record PurchaseProbabilityTrainer(int HorizonDays) : IRegressionTrainer
{
    /// <inheritdoc/>
    public string Name => ContenderNames.PurchaseProbability;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The purchases do not determine a fit; one clear line.</exception>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        cancellation.ThrowIfCancellationRequested();
        PurchaseSummary[] customers = new PurchaseSummary[features.Rows];
        for (int row = 0; row < customers.Length; row++)
        {
            customers[row] = PurchaseSummary.From(features[row]);
        }

        return new Model(BgNbdFit.Fit(customers, modified: true).Model, features.Columns, HorizonDays);
    }

    private sealed class Model(BgNbdModel model, int features, int days) : IRegressor
    {
        public int Features => features;

        public double Predict(ReadOnlySpan<double> row)
        {
            TrainingInput.CheckRow(row, features);
            PurchaseSummary customer = PurchaseSummary.From(row);
            return model.ProbabilityOfPurchase(customer.Frequency, customer.Recency, customer.Age, days);
        }
    }
}
