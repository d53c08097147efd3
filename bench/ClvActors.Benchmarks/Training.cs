using BenchmarkDotNet.Attributes;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Trees;

namespace ClvActors.Benchmarks;

/// <summary>One training run of the reference model's size and parameters: 2,252 rows, 22 features, 300 trees of 31 leaves, on generated rows.</summary>
/// <remarks>Real LightGBM 4.6 takes 0.19 s for its reference model on the 2-core machines used here, one thread.</remarks>
[MemoryDiagnoser]
public class Training
{
    private const int Rows = 2_252;
    private const int Features = 22;

    private readonly BoostingParameters _parameters = ReferenceParameters.Value;

    private TrainingData _data = null!;

    /// <summary>Half of the features are skewed reals, half have few values, as in the customer features.</summary>
    [GlobalSetup]
    public void Generate()
    {
        Random random = new(42);
        double[][] columns =
        [
            .. Enumerable.Range(0, Features).Select(feature => Enumerable.Range(0, Rows)
                .Select(_ => feature % 2 == 0 ? Math.Exp(8 * random.NextDouble()) : (double)random.Next(2 + feature))
                .ToArray()),
        ];
        double[] labels = [.. Enumerable.Range(0, Rows).Select(row => Math.Log(columns[0][row]) + (columns[21][row] / 8) + random.NextDouble())];
        _data = new TrainingData([.. Enumerable.Range(0, Features).Select(feature => $"f{feature}")], columns, labels);
    }

    /// <summary>Binning and boosting.</summary>
    [Benchmark]
    public TreeEnsemble ReferenceSize() => BoostingTrainer.Train(_data, _parameters);
}
