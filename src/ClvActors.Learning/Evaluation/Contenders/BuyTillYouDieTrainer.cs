using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>BG/NBD times Gamma-Gamma where every invoice is a purchase: the published probabilistic baseline.</summary>
/// <remarks>
/// Expected purchases cover the horizon, at most 365 days, as the published figures do for their 374. A row begins with the 22 features of the reference set; labels are not looked at.
/// Sources: Fader, Hardie and Lee 2005; Fader and Hardie 2013.
/// </remarks>
/// <param name="Penalty">Strength of lifetimes' penalty on the parameters, 0 or more.</param>
/// <param name="HorizonDays">Days that are predicted, at least 1.</param>
public sealed record BuyTillYouDieTrainer(double Penalty, int HorizonDays) : IRegressionTrainer
{
    private const int LongestForecastDays = 365;

    /// <inheritdoc/>
    public string Name => ContenderNames.BuyTillYouDie;

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

        return new Model(CustomerBaseFit.Of(customers, Penalty).Model, features.Columns, Math.Min(HorizonDays, LongestForecastDays));
    }

    private sealed class Model(CustomerBaseModel customerBase, int features, int days) : IRegressor
    {
        public int Features => features;

        public double Predict(ReadOnlySpan<double> row)
        {
            TrainingInput.CheckRow(row, features);
            PurchaseSummary customer = PurchaseSummary.From(row);
            return customerBase.ExpectedPurchases(customer, days) * customerBase.ExpectedSpend(customer);
        }
    }
}
