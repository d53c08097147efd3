using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>BG/NBD's expected number of purchases (Fader, Hardie and Lee 2005).</summary>
/// <param name="Name">Name in tables and documents.</param>
/// <param name="Published">A model of given parameters with time in weeks; null to fit one to the training customers' histories.</param>
public sealed record ExpectedPurchasesContender(string Name, BgNbdModel? Published = null) : IContender
{
    /// <summary>The parameters that Fader, Hardie and Lee published for the 1/10 sample of CDNOW, time in weeks.</summary>
    public static ExpectedPurchasesContender Cdnow { get; } = new(ContenderNames.PublishedBgNbd, new BgNbdModel(0.243, 4.414, 0.793, 2.426));

    /// <inheritdoc/>
    public IRegressor Fit(TrainingRows rows, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Model(Published ?? FitModel(rows), rows.Features.Columns, rows.HorizonDays);
    }

    internal static BgNbdModel FitModel(TrainingRows rows)
    {
        PurchaseSummary[] customers = new PurchaseSummary[rows.Features.Rows];
        for (int row = 0; row < customers.Length; row++)
        {
            customers[row] = PurchaseCountFeatures.Summarise(rows.Features[row]);
        }

        return BgNbdFit.Fit(customers).Model;
    }

    internal static double Expected(BgNbdModel model, ReadOnlySpan<double> row, int horizonDays)
    {
        PurchaseSummary customer = PurchaseCountFeatures.Summarise(row);
        return model.ExpectedPurchases(customer.Frequency, customer.Recency, customer.Age, horizonDays / 7.0);
    }

    private sealed class Model(BgNbdModel model, int features, int horizonDays) : IRegressor
    {
        public int Features => features;

        public double Predict(ReadOnlySpan<double> row)
        {
            TrainingInput.CheckRow(row, features);
            return Expected(model, row, horizonDays);
        }
    }
}
