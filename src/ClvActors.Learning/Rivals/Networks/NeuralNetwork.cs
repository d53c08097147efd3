namespace ClvActors.Learning.Rivals.Networks;

/// <summary>A trained feed-forward network of one or two hidden layers.</summary>
/// <remarks>Immutable; any number of threads may predict. A prediction needs up to 8 KB of stack and no heap.</remarks>
public sealed class NeuralNetwork : IRegressor
{
    private readonly FeatureScaling _scaling;
    private readonly NetworkShape _shape;
    private readonly double[] _parameters;
    private readonly NetworkLoss _loss;
    private readonly double _labelMean;
    private readonly double _labelDeviation;

    internal NeuralNetwork(FeatureScaling scaling, NetworkShape shape, double[] parameters, NetworkLoss loss, double labelMean, double labelDeviation)
    {
        _scaling = scaling;
        _shape = shape;
        _parameters = parameters;
        _loss = loss;
        _labelMean = labelMean;
        _labelDeviation = labelDeviation;
    }

    /// <inheritdoc/>
    public int Features => _shape.Inputs;

    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> features)
    {
        TrainingInput.CheckRow(features, Features);
        Span<double> first = stackalloc double[_shape.Widths[1]];
        _parameters.AsSpan(_shape.Biases(0), first.Length).CopyTo(first);
        for (int feature = 0; feature < features.Length; feature++)
        {
            VectorSum.AddScaled(_scaling.Scale(feature, features[feature]), _parameters.AsSpan(_shape.Weights(0, feature), first.Length), first);
        }

        foreach (ref double unit in first)
        {
            unit = Math.Max(unit, 0);
        }

        double score = _shape.Layers == 2 ? Output(1, first) : Second(first);
        return _loss == NetworkLoss.LogLoss ? Linear.LogisticModel.Sigmoid(score) : _labelMean + (_labelDeviation * score);
    }

    private double Second(ReadOnlySpan<double> first)
    {
        Span<double> second = stackalloc double[_shape.Widths[2]];
        NetworkGradient.LayerOutput(_shape, _parameters, 1, first, second);
        return Output(2, second);
    }

    private double Output(int layer, ReadOnlySpan<double> input)
    {
        Span<double> output = stackalloc double[1];
        NetworkGradient.LayerOutput(_shape, _parameters, layer, input, output);
        return output[0];
    }
}
