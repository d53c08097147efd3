using System.Security.Cryptography;
using System.Text;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;

namespace ClvActors.ServiceContract.Models;

/// <summary>A cheap model over all features of a vector: a weighted sum, and its exponential as the value, so that any wrong feature shows in the score.</summary>
/// <remarks>
/// Each source has a value of its own, which follows the features, and all further outputs. Two inputs are derived from the features. Lapsed customers have
/// no raw score.
/// </remarks>
/// <param name="id">Name of the bundle; also its folder.</param>
/// <param name="seed">Decides the weights.</param>
/// <param name="step">Values are cut to multiples of it, which makes many equal; 0 leaves them as they are.</param>
public sealed class ExponentialModel(string id, int seed, double step = 0) : IValueModel
{
    private const double Bias = 2;
    private const double ColdStartBias = 1.5;
    private const double LapsedBias = 1;

    // Shares such as cancelled_share have no upper bound: a random shop must not make a value infinite.
    private const double LargestRawScore = 30;

    // Brings every feature of the reference set to about 0 to 1 in the generated shops, and the others to about 0 to 0.25, since there are more of them.
    private static readonly double[] Scales =
    [
        365, 30, 3000, 300, 500, 365, 10, 60, 60, 30, 1, 12, 1, 12, 4, 1, 1, 1, 5, 5, 5, 15,
        1460, 4000, 120, 1200, 1200, 1200, 2000, 4000, 6000, 8000, 12_000, 12, 40, 80, 4, 4000, 8000, 12_000, 40,
        240, 800, 240, 12, 1200, 800, 1200, 8, 4, 20, 1200, 4, 40, 40, 4, 80, 240, 48, 96, 4, 4, 4,
    ];

    private static readonly int Frequency = FeatureSet.IndexOf("frequency");
    private static readonly int MonetaryTotal = FeatureSet.IndexOf("monetary_total");
    private static readonly string[] Inputs = [.. FeatureSet.Names, "log_monetary_total", "is_regular"];

    private readonly double[] _weights = WeightsOf(seed);
    private readonly double _spendWeight = 0.01 * (1 + (seed % 7));
    private readonly double _regularWeight = -0.1 * (1 + (seed % 3));

    public string Id => id;

    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {seed} {step}")));

    public string Folder => $"bundles/{id}";

    public int HorizonDays => 374;

    public double IntervalLevel => 0.8;

    public IReadOnlyList<string> InputNames => Inputs;

    public Prediction Predict(PredictionSource source, ReadOnlySpan<double> features)
    {
        double raw = RawScore(source, features);
        double value = ValueOf(raw);
        double alive = Math.Exp(-features[0] / (60 + seed));
        double purchases = features[Frequency] * alive * 30 / HorizonDays;
        return new Prediction
        {
            Value = value,
            RawScore = source == PredictionSource.Lapsed ? double.NaN : raw,
            IntervalLow = value / 2,
            IntervalHigh = (2 * value) + 1,
            ProbabilityAlive = alive,
            ExpectedPurchases30 = purchases,
            ExpectedSpend30 = value * 30 / HorizonDays,
            PurchaseProbability30 = 1 - Math.Exp(-purchases),
            DaysToNextPurchase = purchases > 0 ? 30 / purchases : double.NaN,
        };
    }

    public void Explain(PredictionSource source, ReadOnlySpan<double> features, Span<double> inputs, Span<double> contributions)
    {
        if (source == PredictionSource.Lapsed)
        {
            throw new InvalidOperationException("A lapsed customer has no raw score.");
        }

        features.CopyTo(inputs);
        inputs[FeatureSet.Count] = LogSpend(features);
        inputs[FeatureSet.Count + 1] = IsRegular(features);
        for (int index = 0; index < FeatureSet.Count; index++)
        {
            contributions[index] = _weights[index] * features[index];
        }

        contributions[FeatureSet.Count] = _spendWeight * LogSpend(features);
        contributions[FeatureSet.Count + 1] = _regularWeight * IsRegular(features);
        contributions[FeatureSet.Count + 2] = BiasOf(source);
    }

    private static double LogSpend(ReadOnlySpan<double> features) => Math.Log(1 + features[MonetaryTotal]);

    private static double IsRegular(ReadOnlySpan<double> features) => features[Frequency] > 2 ? 1 : 0;

    private static double BiasOf(PredictionSource source) => source switch
    {
        PredictionSource.Model => Bias,
        PredictionSource.Lapsed => LapsedBias,
        _ => ColdStartBias,
    };

    private double RawScore(PredictionSource source, ReadOnlySpan<double> features)
    {
        double raw = BiasOf(source) + (_spendWeight * LogSpend(features)) + (_regularWeight * IsRegular(features));
        for (int index = 0; index < FeatureSet.Count; index++)
        {
            raw += _weights[index] * features[index];
        }

        return raw;
    }

    private double ValueOf(double rawScore)
    {
        double value = Math.Max(Math.Exp(Math.Min(rawScore, LargestRawScore)) - 1, 0);
        return step > 0 ? Math.Floor(value / step) * step : value;
    }

    private static double[] WeightsOf(int seed)
    {
        Random random = new(seed);
        return Array.ConvertAll(Scales, scale => (0.05 + random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1) / scale);
    }
}
