using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>Repeat purchases per week so far times the weeks ahead: what a shop would reckon without a model.</summary>
public sealed record PurchaseRateContender : IContender
{
    /// <inheritdoc/>
    public string Name => ContenderNames.PurchaseRate;

    /// <inheritdoc/>
    public IRegressor Fit(TrainingRows rows, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Model(rows.Features.Columns, rows.HorizonDays);
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
