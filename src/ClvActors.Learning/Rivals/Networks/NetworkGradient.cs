namespace ClvActors.Learning.Rivals.Networks;

/// <summary>Runs scaled rows through a network and back: scores, losses and their derivatives by every parameter.</summary>
/// <remarks>
/// Backpropagation: Rumelhart, Hinton and Williams 1986, "Learning Representations by Back-Propagating Errors". Hidden units are max(0, x). Sums over inputs are made one
/// input after the other for all units at once, so the digits do not depend on the width of the processor's vectors. Not safe for use by several threads.
/// </remarks>
internal sealed class NetworkGradient
{
    private readonly NetworkShape _shape;
    private readonly NetworkLoss _loss;
    private readonly double[][] _activations;
    private readonly double[][] _deltas;

    public NetworkGradient(NetworkShape shape, NetworkLoss loss)
    {
        _shape = shape;
        _loss = loss;
        _activations = [.. shape.Widths.Select(width => new double[width])];
        _deltas = [.. shape.Widths.Select(width => new double[width])];
    }

    /// <summary>The network's output for a row.</summary>
    public double Score(ReadOnlySpan<double> parameters, ReadOnlySpan<double> row)
    {
        row.CopyTo(_activations[0]);
        for (int layer = 0; layer < _shape.Layers; layer++)
        {
            double[] output = _activations[layer + 1];
            LayerOutput(_shape, parameters, layer, _activations[layer], output);
        }

        return _activations[^1][0];
    }

    /// <summary>The loss of a score.</summary>
    public double Loss(double score, double label) => _loss switch
    {
        NetworkLoss.SquaredError => (score - label) * (score - label) / 2,
        NetworkLoss.AbsoluteError => Math.Abs(score - label),
        _ => Math.Max(score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score))) - (label * score),
    };

    /// <summary>Adds the derivatives of a row's loss to a gradient.</summary>
    public void Add(ReadOnlySpan<double> parameters, ReadOnlySpan<double> row, double label, Span<double> gradient)
    {
        double score = Score(parameters, row);
        _deltas[^1][0] = _loss switch
        {
            NetworkLoss.SquaredError => score - label,
            NetworkLoss.AbsoluteError => Math.Sign(score - label),
            _ => Linear.LogisticModel.Sigmoid(score) - label,
        };
        for (int layer = _shape.Layers - 1; layer >= 0; layer--)
        {
            double[] input = _activations[layer];
            double[] delta = _deltas[layer + 1];
            VectorSum.AddScaled(1, delta, gradient.Slice(_shape.Biases(layer), delta.Length));
            for (int unit = 0; unit < input.Length; unit++)
            {
                // A unit that is off passes nothing on, and what it would learn is 0.
                if (input[unit] == 0)
                {
                    _deltas[layer][unit] = 0;
                    continue;
                }

                int weights = _shape.Weights(layer, unit);
                VectorSum.AddScaled(input[unit], delta, gradient.Slice(weights, delta.Length));
                if (layer > 0)
                {
                    _deltas[layer][unit] = VectorSum.Product(parameters.Slice(weights, delta.Length), delta);
                }
            }
        }
    }

    /// <summary>One layer: biases plus inputs x weights, cut off at 0 unless it is the last.</summary>
    internal static void LayerOutput(NetworkShape shape, ReadOnlySpan<double> parameters, int layer, ReadOnlySpan<double> input, Span<double> output)
    {
        parameters.Slice(shape.Biases(layer), output.Length).CopyTo(output);
        for (int unit = 0; unit < input.Length; unit++)
        {
            if (input[unit] != 0)
            {
                VectorSum.AddScaled(input[unit], parameters.Slice(shape.Weights(layer, unit), output.Length), output);
            }
        }

        if (layer < shape.Layers - 1)
        {
            for (int unit = 0; unit < output.Length; unit++)
            {
                output[unit] = Math.Max(output[unit], 0);
            }
        }
    }
}
