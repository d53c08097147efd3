using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.ValueModels;

/// <summary>What stands before the trees: the buy-till-you-die models of some training customers, and the inputs that they give.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
internal sealed class OffsetStage
{
    private readonly InputTable _inputs;

    private OffsetStage(CustomerBaseFit invoices, CustomerBaseFit purchaseDays, DerivedInputs derived, ScoreOffset offset, InputTable inputs)
    {
        Invoices = invoices;
        PurchaseDays = purchaseDays;
        Derived = derived;
        Offset = offset;
        _inputs = inputs;
    }

    private delegate bool Summarise(ReadOnlySpan<double> features, out PurchaseSummary customer);

    public CustomerBaseFit Invoices { get; }

    public CustomerBaseFit PurchaseDays { get; }

    public DerivedInputs Derived { get; }

    public ScoreOffset Offset { get; }

    /// <summary>Fits the models.</summary>
    /// <param name="features">One whole feature vector per customer.</param>
    /// <param name="horizonDays">Days that labels cover.</param>
    /// <param name="parameters">The settings.</param>
    /// <param name="cancellation">Stops between the fits.</param>
    /// <exception cref="InvalidDataException">The purchases do not determine a fit; one clear line.</exception>
    public static OffsetStage Fit(FeatureMatrix features, int horizonDays, OffsetBoostingParameters parameters, CancellationToken cancellation)
    {
        int days = Math.Min(horizonDays, parameters.LongestForecastDays);
        CustomerBaseFit invoices = Fit("invoices", features, DerivedInputs.TrySummariseInvoices, parameters);
        cancellation.ThrowIfCancellationRequested();
        CustomerBaseFit purchaseDays = Fit("purchase days", features, DerivedInputs.TrySummariseDays, parameters);
        cancellation.ThrowIfCancellationRequested();
        DerivedInputs derived = new(invoices.Model, purchaseDays.Model, days);
        InputTable inputs = InputTable.Of(derived, features);
        ScoreOffset offset = new(
            inputs.MeanOf(FeatureSet.Count + DerivedInputs.InvoicesValueLog),
            inputs.MeanOf(FeatureSet.Count + DerivedInputs.DaysValueLog),
            parameters.FadeCentreFor(days),
            parameters.FadePower);
        return new OffsetStage(invoices, purchaseDays, derived, offset, inputs);
    }

    /// <summary>The customers as training data: given labels, and the offset as initial score.</summary>
    public TrainingData ToTrainingData(FeatureList inputs, double[] labels) => _inputs.ToTrainingData(inputs, labels, _inputs.Offsets(Offset));

    private static CustomerBaseFit Fit(string purchases, FeatureMatrix features, Summarise summarise, OffsetBoostingParameters parameters)
    {
        PurchaseSummary[] customers = new PurchaseSummary[features.Rows];
        for (int row = 0; row < customers.Length; row++)
        {
            summarise(features[row], out customers[row]);
        }

        try
        {
            return CustomerBaseFit.Of(customers, parameters.Penalty, parameters.IsModified);
        }
        catch (InvalidDataException undetermined)
        {
            throw new InvalidDataException($"the buy-till-you-die models of {purchases} cannot be fitted: {undetermined.Message}", undetermined);
        }
    }
}
