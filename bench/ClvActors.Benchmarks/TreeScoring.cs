using BenchmarkDotNet.Attributes;
using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;

namespace ClvActors.Benchmarks;

/// <summary>One row scored and explained by LightGBM's reference model of 300 trees and 31 leaves.</summary>
/// <remarks>Takes <c>golden/</c> from <c>CLV_DATA</c>, or from the nearest <c>shared</c> above the program, and refuses to run without it.</remarks>
[MemoryDiagnoser]
public class TreeScoring
{
    private TreeScorer _scorer = null!;
    private TreeExplainer _explainer = null!;
    private double[][] _rows = null!;
    private double[] _contributions = null!;
    private double[] _interactions = null!;
    private int _next;

    /// <summary>Reads the model and its test rows.</summary>
    [GlobalSetup]
    public void Setup()
    {
        string golden = FindGolden();
        TreeEnsemble ensemble = LightGbmTextReader.ReadFile(Path.Combine(golden, "lightgbm_reference.txt"));
        _scorer = new TreeScorer(ensemble);
        _explainer = new TreeExplainer(ensemble);
        _rows = [.. File.ReadLines(Path.Combine(golden, "test_matrix.csv")).Skip(1).Select(line => line.Split(',').Skip(1).Select(double.Parse).ToArray())];
        _contributions = new double[_explainer.FeatureCount + 1];
        _interactions = new double[_explainer.FeatureCount * _explainer.FeatureCount];
    }

    /// <summary>The raw score.</summary>
    [Benchmark(Baseline = true)]
    public double Score() => _scorer.Score(NextRow());

    /// <summary>The Shapley values.</summary>
    [Benchmark]
    public double Contributions()
    {
        _explainer.Contributions(NextRow(), _contributions);
        return _contributions[0];
    }

    /// <summary>The Shapley interaction values.</summary>
    [Benchmark]
    public double InteractionValues()
    {
        _explainer.InteractionValues(NextRow(), _interactions);
        return _interactions[0];
    }

    // Another row each time: the branches of one row alone would be learnt by heart.
    private double[] NextRow() => _rows[_next = (_next + 1) % _rows.Length];

    private static string FindGolden()
    {
        string? data = Environment.GetEnvironmentVariable("CLV_DATA");
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string?[] candidates = [data, data is null ? null : Path.GetDirectoryName(Path.GetFullPath(data)), Path.Combine(folder.FullName, "shared")];
            foreach (string? candidate in candidates)
            {
                if (candidate is not null && File.Exists(Path.Combine(candidate, "golden", "lightgbm_reference.txt")))
                {
                    return Path.Combine(candidate, "golden");
                }
            }
        }

        throw new InvalidOperationException("golden/lightgbm_reference.txt was not found; set CLV_DATA");
    }
}
