using ClvActors.Learning.Boosting;
using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>The champion for numbers of purchases: squared-error boosting that starts from BG/NBD's expectation.</summary>
/// <remarks>
/// With <see cref="IsPooled"/> the lowest predictions share one value, the mean label of those training customers: most customers there never buy again and nothing tells them
/// apart, so an order among them is noise that costs rank correlation. How large their share is, is chosen over folds of the training customers by the sum of Spearman's correlation
/// and the normalised Gini coefficient: the first alone pools customers who do buy (on CDNOW it takes 0.7, and the Gini falls from 0.69 to 0.65), the second alone pools nobody.
/// </remarks>
/// <param name="HorizonDays">Days that are predicted, at least 1.</param>
public sealed record PurchaseCountTrainer(int HorizonDays) : IRegressionTrainer
{
    private const int PoolingFolds = 5;

    private static readonly double[] PoolShares = [0, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75];

    /// <summary>The trees of one model.</summary>
    public BoostingParameters Trees { get; init; } = new()
    {
        Iterations = 100,
        LearningRate = 0.03,
        Leaves = 4,
        MinimumRowsInLeaf = 200,
        FeatureFraction = 0.5,
        BaggingFraction = 0.7,
        BaggingFrequency = 1,
        LambdaL2 = 1,
    };

    /// <summary>Models with consecutive seeds whose mean is taken, at least 1.</summary>
    public int Models { get; init; } = 2;

    /// <summary>Expected purchases at which half of the correction is left, above 0.</summary>
    public double FadeCentre { get; init; } = 4;

    /// <summary>Whether the lowest predictions are pooled.</summary>
    public bool IsPooled { get; init; } = true;

    /// <inheritdoc/>
    public string Name => IsPooled ? ContenderNames.Champion : ContenderNames.UnpooledChampion;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The purchases do not determine a fit; one clear line.</exception>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        TrainingRows rows = new(features, labels);
        PurchaseCountModel model = FitPlain(rows, seed, cancellation);
        return IsPooled ? Pool(model, rows, ShareOfPool(rows, seed, cancellation)) : model;
    }

    private PurchaseCountModel FitPlain(TrainingRows rows, int seed, CancellationToken cancellation)
    {
        BgNbdModel purchases = ExpectedPurchasesTrainer.FitModel(rows.Features);
        double[] inputs = new double[rows.Features.Rows * PurchaseCountModel.InputNames.Length];
        double[] expected = new double[rows.Features.Rows];
        for (int row = 0; row < expected.Length; row++)
        {
            Span<double> own = inputs.AsSpan(row * PurchaseCountModel.InputNames.Length, PurchaseCountModel.InputNames.Length);
            expected[row] = PurchaseCountModel.WriteInputs(purchases, rows.Features[row], HorizonDays, own);
        }

        TrainingData data = TrainingData.FromRows(PurchaseCountModel.InputNames, inputs, rows.Labels.ToArray(), initialScores: expected);
        TreeScorer[] trees =
        [
            .. Enumerable.Range(0, Models).Select(number =>
                new TreeScorer(BoostingTrainer.Train(data, Trees with { Seed = unchecked(seed + number) }, cancellation: cancellation))),
        ];
        return new PurchaseCountModel(purchases, trees, FadeCentre, HorizonDays);
    }

    private static PurchaseCountModel Pool(PurchaseCountModel model, TrainingRows rows, double share)
    {
        double[] predicted = rows.Features.Predict(model);
        double threshold = ThresholdOf(predicted, share);
        double sum = 0;
        int pooled = 0;
        for (int row = 0; row < predicted.Length; row++)
        {
            if (predicted[row] <= threshold)
            {
                sum += rows.Labels[row];
                pooled++;
            }
        }

        // Not above the threshold, so that the pool stays below everyone else.
        return pooled == 0 ? model : model.Pooled(threshold, Math.Min(sum / pooled, threshold));
    }

    private double ShareOfPool(TrainingRows rows, int seed, CancellationToken cancellation)
    {
        double[] orders = new double[PoolShares.Length];
        foreach (Fold fold in StratifiedFolds.ByQuintile(rows.Labels, PoolingFolds, seed))
        {
            double[] predicted = rows.Features.Take(fold.Test).Predict(FitPlain(rows.Take(fold.Train), seed, cancellation));
            double[] actual = [.. fold.Test.Select(row => rows.Labels[row])];
            for (int at = 0; at < PoolShares.Length; at++)
            {
                double threshold = ThresholdOf(predicted, PoolShares[at]);
                double[] pooled = [.. predicted.Select(value => Math.Max(value, threshold))];
                orders[at] += Metrics.Spearman(actual, pooled) + Metrics.NormalisedGini(actual, pooled);
            }
        }

        return PoolShares[Array.IndexOf(orders, orders.Max())];
    }

    private static double ThresholdOf(double[] predicted, double share) =>
        share == 0 ? double.NegativeInfinity : predicted.Order().ElementAt((int)(share * predicted.Length));
}
