using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>BG/NBD times Gamma-Gamma where every invoice is a purchase: the published probabilistic baseline.</summary>
/// <remarks>
/// Expected purchases cover the horizon, at most 365 days, as the published figures do for their 374. A row begins with the 22 features of the reference set.
/// Sources: Fader, Hardie and Lee 2005; Fader and Hardie 2013.
/// </remarks>
/// <param name="Name">Name in tables and documents.</param>
/// <param name="Penalty">Strength of lifetimes' penalty on the parameters, 0 or more.</param>
public sealed record BuyTillYouDieContender(string Name, double Penalty) : IContender
{
    private const int LongestForecastDays = 365;

    /// <inheritdoc/>
    public IRegressor Fit(TrainingRows rows, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        cancellation.ThrowIfCancellationRequested();
        PurchaseSummary[] customers = new PurchaseSummary[rows.Features.Rows];
        for (int row = 0; row < customers.Length; row++)
        {
            customers[row] = PurchaseSummary.From(rows.Features[row]);
        }

        return new Model(CustomerBaseFit.Of(customers, Penalty).Model, rows.Features.Columns, Math.Min(rows.HorizonDays, LongestForecastDays));
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
