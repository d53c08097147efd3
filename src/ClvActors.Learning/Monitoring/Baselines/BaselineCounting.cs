using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Monitoring.Baselines;

/// <summary>Counts a baseline from the data that a bundle was trained on.</summary>
/// <remarks>Pure functions; safe on any thread.</remarks>
public static class BaselineCounting
{
    private const int Days30 = 30;
    private const double LargestRowDifference = 0.02;

    private static readonly int Lifetime = FeatureSet.IndexOf("lifetime_days");

    /// <summary>Counts the customers whom the bundle's value model was trained and tested on.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="lines">The cleaned lines, those after the bundle's as-of date included.</param>
    /// <exception cref="InvalidDataException">The lines give another number of customers than the bundle's training; one sentence that says both.</exception>
    public static PopulationBaseline Of(ModelBundle bundle, BatchFeatures lines)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(lines);
        BundleManifest manifest = bundle.Manifest;
        KeyValuePair<CustomerId, FeatureVector>[] customers = [.. HistoryLines.UpTo(manifest.AsOf, lines).Features().Where(customer => customer.Value.Frequency >= manifest.ColdStart.FewestPurchases)];
        int trained = manifest.Training.TrainCustomers + manifest.Training.TestCustomers;
        if (customers.Length != trained)
        {
            throw new InvalidDataException($"the data has {customers.Length} customers for {bundle.Id} as of {manifest.AsOf:yyyy-MM-dd}, the bundle was made from {trained}: it is not the data of its training");
        }

        IReadOnlyList<string> names = (FeatureSet.Find(manifest.FeatureSet.Name) ?? FeatureSet.Behaviour).Names;
        return Of(bundle, manifest.AsOf, [.. customers.Select(customer => customer.Value)], names) with { ThirtyDayMeanSpend = ThirtyDayMean(manifest, lines, [.. customers.Select(customer => customer.Key)]) };
    }

    /// <summary>Counts model-scored customers.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="asOf">Their as-of date.</param>
    /// <param name="customers">Their features, at least one.</param>
    /// <param name="names">The features to count: the first of <see cref="FeatureSet.Names"/>.</param>
    private static PopulationBaseline Of(ModelBundle bundle, DateOnly asOf, FeatureVector[] customers, IReadOnlyList<string> names)
    {
        double[] values = [.. customers.Select(customer => bundle.Predict(PredictionSource.Model, customer.Values).Value)];
        ContributionMeans means = new(bundle.InputNames);
        double[] inputs = new double[bundle.InputNames.Count];
        double[] contributions = new double[inputs.Length + 1];
        foreach (FeatureVector customer in customers)
        {
            bundle.Explain(PredictionSource.Model, customer.Values, inputs, contributions);
            means.Add(StageOf(customer), contributions);
        }

        return Of(bundle.Id, bundle.Fingerprint, asOf, names, customers, values, means.ToContributions());
    }

    /// <summary>Counts model-scored customers whose predictions and contributions are known.</summary>
    /// <param name="bundleId">The bundle that scored.</param>
    /// <param name="fingerprint">Hash over its files; empty when not known.</param>
    /// <param name="asOf">Their as-of date.</param>
    /// <param name="names">The features to count: the first of <see cref="FeatureSet.Names"/>.</param>
    /// <param name="customers">Their features, at least one.</param>
    /// <param name="values">Their predicted values.</param>
    /// <param name="contributions">What the model decides by, perhaps of only some of them.</param>
    public static PopulationBaseline Of(
        string bundleId, string fingerprint, DateOnly asOf, IReadOnlyList<string> names, IReadOnlyList<FeatureVector> customers, IReadOnlyList<double> values, BaselineContributions contributions)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values.Order()];
        SegmentThresholds thresholds = SegmentThresholds.Of(sorted.Length, at => sorted[at]);
        long[] segments = new long[ClvSegmentNames.All.Count];
        foreach (double value in values)
        {
            segments[(int)thresholds.SegmentOf(value)]++;
        }

        long[] stages = new long[StageContributions.StageNames.Count];
        foreach (FeatureVector customer in customers)
        {
            stages[(int)StageOf(customer)]++;
        }

        return new PopulationBaseline
        {
            FormatVersion = PopulationBaseline.CurrentFormatVersion,
            BundleId = bundleId,
            Fingerprint = fingerprint,
            AsOf = asOf,
            Customers = customers.Count,
            Features = [.. names.Select((name, feature) => BinnedCounts.Of(name, [.. customers.Select(customer => customer[feature])]))],
            PredictedValue = BinnedCounts.Of(DriftNames.PredictedValue, [.. values]),
            Thresholds = thresholds,
            Segments = segments,
            LifecycleStages = stages,
            Contributions = contributions,
        };
    }

    private static LifecycleStage StageOf(FeatureVector customer) => Lifecycle.Stage((int)customer[Lifetime]);

    // The manifest keeps no mean of its 30-day figures, nor whom it held out of their rows. Those were drawn at random from the customers of the table, so each of these counts with the share that was
    // trained on: the mean's expectation, whoever was drawn.
    private static double? ThirtyDayMean(BundleManifest manifest, BatchFeatures lines, HashSet<CustomerId> table)
    {
        if (manifest.Quality?.ThirtyDays is not { } quality)
        {
            return null;
        }

        double trainedShare = (double)manifest.Training.TrainCustomers / table.Count;
        (CustomerId Customer, int Day)[] purchases = [.. lines.Purchases.Select(line => (line.Customer!.Value, line.Date.DayNumber)).Distinct()];
        double rows = 0;
        double spend = 0;
        foreach (DateOnly origin in quality.Origins)
        {
            FutureSpend future = new(lines.Purchases, origin, Days30);
            foreach (CustomerId customer in purchases
                .Where(purchase => purchase.Day <= origin.DayNumber && purchase.Day > origin.DayNumber - ObservationWindow.Days)
                .Select(purchase => purchase.Customer).Distinct())
            {
                double weight = table.Contains(customer) ? trainedShare : 1;
                rows += weight;
                spend += weight * future.Of(customer).ToDouble();
            }
        }

        // Quite another number of rows is another population, and its mean no scale for the figures.
        return Math.Abs((rows / quality.All.Spend.Rows) - 1) <= LargestRowDifference ? spend / rows : null;
    }
}
