using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.ValueModels;

/// <summary>Features and derived inputs of many customers, by column: what trees are trained on.</summary>
/// <remarks>Immutable once built; any number of threads may read.</remarks>
internal sealed class InputTable
{
    private readonly double[][] _columns;

    private InputTable(double[][] columns) => _columns = columns;

    /// <summary>Derives the inputs of every row.</summary>
    public static InputTable Of(DerivedInputs derived, FeatureMatrix features)
    {
        double[] inputs = new double[DerivedInputs.InputNames.Count];
        double[][] columns = [.. inputs.Select(_ => new double[features.Rows])];
        for (int row = 0; row < features.Rows; row++)
        {
            derived.WriteInputs(features[row], inputs);
            for (int column = 0; column < inputs.Length; column++)
            {
                columns[column][row] = inputs[column];
            }
        }

        return new InputTable(columns);
    }

    /// <summary>Mean of a column.</summary>
    public double MeanOf(int column) => _columns[column].Average();

    /// <summary>The offset of every row.</summary>
    public double[] Offsets(ScoreOffset offset)
    {
        double[] offsets = new double[_columns[0].Length];
        Span<double> derived = stackalloc double[DerivedInputs.Count];
        for (int row = 0; row < offsets.Length; row++)
        {
            for (int input = 0; input < derived.Length; input++)
            {
                derived[input] = _columns[FeatureSet.Count + input][row];
            }

            offsets[row] = offset.Of(derived);
        }

        return offsets;
    }

    /// <summary>The columns of a feature list and all derived inputs, with labels and initial scores.</summary>
    public TrainingData ToTrainingData(FeatureList inputs, double[] labels, double[]? initialScores) => new(
        [.. inputs.Names, .. DerivedInputs.Names],
        [.. _columns.Take(inputs.Count), .. _columns.Skip(FeatureSet.Count)],
        labels,
        initialScores: initialScores);

    /// <summary>The columns of a feature list and all derived inputs of some rows, with their labels and initial scores.</summary>
    public TrainingData ToTrainingData(FeatureList inputs, IReadOnlyList<int> rows, double[] labels, double[]? initialScores = null) => new(
        [.. inputs.Names, .. DerivedInputs.Names],
        [.. _columns.Take(inputs.Count).Concat(_columns.Skip(FeatureSet.Count)).Select(column => rows.Select(row => column[row]).ToArray())],
        labels,
        initialScores: initialScores);
}
