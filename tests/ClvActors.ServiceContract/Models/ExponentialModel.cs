using System.Security.Cryptography;
using System.Text;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;

namespace ClvActors.ServiceContract.Models;

/// <summary>A cheap model over all features of a vector: a weighted sum, and its exponential as the value, so that any wrong feature shows in the score.</summary>
/// <param name="id">Name of the bundle; also its folder.</param>
/// <param name="seed">Decides the weights.</param>
/// <param name="step">Values are cut to multiples of it, which makes many equal; 0 leaves them as they are.</param>
public sealed class ExponentialModel(string id, int seed, double step = 0) : IValueModel
{
    private const double Bias = 2;

    // Brings every feature of the reference set to about 0 to 1 in the generated shops, and the others to about 0 to 0.25, since there are more of them.
    private static readonly double[] Scales =
    [
        365, 30, 3000, 300, 500, 365, 10, 60, 60, 30, 1, 12, 1, 12, 4, 1, 1, 1, 5, 5, 5, 15,
        1460, 4000, 120, 1200, 1200, 1200, 2000, 4000, 6000, 8000, 12_000, 12, 40, 80, 4, 4000, 8000, 12_000, 40,
        240, 800, 240, 12, 1200, 800, 1200, 8, 4, 20, 1200, 4, 40, 40, 4, 80, 240, 48, 96, 4, 4, 4,
    ];

    private readonly double[] _weights = WeightsOf(seed);

    public string Id => id;

    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {seed} {step}")));

    public string Folder => $"bundles/{id}";

    public int HorizonDays => 374;

    public double ColdStartValue { get; } = 20 + (seed % 10);

    public double RawScore(ReadOnlySpan<double> features)
    {
        double raw = Bias;
        for (int index = 0; index < FeatureSet.Count; index++)
        {
            raw += _weights[index] * features[index];
        }

        return raw;
    }

    public double ValueOf(double rawScore)
    {
        double value = Math.Max(Math.Exp(rawScore) - 1, 0);
        return step > 0 ? Math.Floor(value / step) * step : value;
    }

    public void Explain(ReadOnlySpan<double> features, Span<double> contributions)
    {
        for (int index = 0; index < FeatureSet.Count; index++)
        {
            contributions[index] = _weights[index] * features[index];
        }

        contributions[FeatureSet.Count] = Bias;
    }

    private static double[] WeightsOf(int seed)
    {
        Random random = new(seed);
        return Array.ConvertAll(Scales, scale => (0.05 + random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1) / scale);
    }
}
