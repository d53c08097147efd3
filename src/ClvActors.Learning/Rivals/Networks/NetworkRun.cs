using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Rivals.Networks;

/// <summary>One training run: epochs of shuffled batches, the best one's parameters kept.</summary>
internal sealed class NetworkRun
{
    private readonly NeuralNetworkTrainer _settings;
    private readonly NetworkShape _shape;
    private readonly double[] _rows;
    private readonly double[] _targets;
    private readonly MersenneTwister _random;
    private readonly NetworkGradient _gradient;

    /// <param name="settings">The settings.</param>
    /// <param name="shape">The layers.</param>
    /// <param name="rows">Scaled features, row after row.</param>
    /// <param name="targets">Scaled labels.</param>
    /// <param name="seed">Seed of the first weights and of the order of the rows.</param>
    public NetworkRun(NeuralNetworkTrainer settings, NetworkShape shape, double[] rows, double[] targets, int seed)
    {
        _settings = settings;
        _shape = shape;
        _rows = rows;
        _targets = targets;
        _random = new MersenneTwister(unchecked((uint)seed));
        _gradient = new NetworkGradient(shape, settings.Loss);
    }

    /// <summary>Trains on some rows; without validation rows for all epochs, otherwise until they get no better.</summary>
    public double[] Train(int[] train, int[] validation, CancellationToken cancellation)
    {
        double[] parameters = FirstParameters();
        AdamOptimiser optimiser = new(_shape, _settings.LearningRate, _settings.WeightDecay);
        double[] best = parameters;
        double bestLoss = double.PositiveInfinity;
        int bestEpoch = 0;
        for (int epoch = 0; epoch < _settings.MaximumEpochs; epoch++)
        {
            _random.Shuffle(train);
            RunEpoch(parameters, optimiser, train, cancellation);
            if (validation.Length == 0)
            {
                continue;
            }

            double loss = MeanLoss(parameters, validation);
            if (loss < bestLoss)
            {
                (best, bestLoss, bestEpoch) = ([.. parameters], loss, epoch);
            }
            else if (epoch - bestEpoch >= _settings.Patience)
            {
                break;
            }
        }

        return best;
    }

    private void RunEpoch(double[] parameters, AdamOptimiser optimiser, int[] rows, CancellationToken cancellation)
    {
        double[] gradient = new double[_shape.Parameters];
        for (int begin = 0; begin < rows.Length; begin += _settings.BatchRows)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> batch = rows.AsSpan(begin, Math.Min(_settings.BatchRows, rows.Length - begin));
            Array.Clear(gradient);
            foreach (int row in batch)
            {
                _gradient.Add(parameters, RowOf(row), _targets[row], gradient);
            }

            for (int parameter = 0; parameter < gradient.Length; parameter++)
            {
                gradient[parameter] /= batch.Length;
            }

            optimiser.Step(parameters, gradient);
        }
    }

    private double MeanLoss(double[] parameters, int[] rows)
    {
        double sum = 0;
        foreach (int row in rows)
        {
            sum += _gradient.Loss(_gradient.Score(parameters, RowOf(row)), _targets[row]);
        }

        return sum / rows.Length;
    }

    /// <summary>Weights evenly from -sqrt(6 / inputs) to sqrt(6 / inputs), the last layer's a tenth of it so that training begins near the mean; biases 0.</summary>
    private double[] FirstParameters()
    {
        double[] parameters = new double[_shape.Parameters];
        for (int layer = 0; layer < _shape.Layers; layer++)
        {
            double limit = Math.Sqrt(6.0 / _shape.Widths[layer]) * (layer == _shape.Layers - 1 ? 0.1 : 1);
            for (int parameter = _shape.Weights(layer, 0); parameter < _shape.Biases(layer); parameter++)
            {
                parameters[parameter] = limit * ((2 * _random.NextDouble()) - 1);
            }
        }

        return parameters;
    }

    private ReadOnlySpan<double> RowOf(int row) => _rows.AsSpan(row * _shape.Inputs, _shape.Inputs);
}
