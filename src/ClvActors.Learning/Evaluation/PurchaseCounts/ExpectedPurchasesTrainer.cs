using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>BG/NBD's expected number of purchases (Fader, Hardie and Lee 2005).</summary>
/// <param name="HorizonDays">Days that are predicted, at least 1.</param>
/// <param name="Published">A model of given parameters with time in weeks; null to fit one to the training customers' histories.</param>
public sealed record ExpectedPurchasesTrainer(int HorizonDays, BgNbdModel? Published = null) : IRegressionTrainer
{
    /// <summary>The parameters that Fader, Hardie and Lee published for the 1/10 sample of CDNOW, time in weeks.</summary>
    public static BgNbdModel CdnowParameters { get; } = new(0.243, 4.414, 0.793, 2.426);

    /// <inheritdoc/>
    public string Name => ContenderNames.BgNbd;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The purchases do not determine a fit; one clear line.</exception>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        cancellation.ThrowIfCancellationRequested();
        return new Model(Published ?? FitModel(features), features.Columns, HorizonDays);
    }

    internal static BgNbdModel FitModel(FeatureMatrix features)
    {
        PurchaseSummary[] customers = new PurchaseSummary[features.Rows];
        for (int row = 0; row < customers.Length; row++)
        {
            customers[row] = PurchaseCountFeatures.Summarise(features[row]);
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
