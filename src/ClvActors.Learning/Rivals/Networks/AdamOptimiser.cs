namespace ClvActors.Learning.Rivals.Networks;

/// <summary>Adam with decoupled weight decay: steps scaled by running means of each parameter's gradient and its square.</summary>
/// <remarks>
/// Sources: Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1 with its constants; Loshchilov and Hutter 2019, "Decoupled Weight Decay
/// Regularization", algorithm 2. Not safe for use by several threads.
/// </remarks>
internal sealed class AdamOptimiser(NetworkShape shape, double learningRate, double weightDecay)
{
    private const double MeanDecay = 0.9;
    private const double SquareDecay = 0.999;
    private const double Least = 1e-8;

    private readonly double[] _means = new double[shape.Parameters];
    private readonly double[] _squares = new double[shape.Parameters];
    private int _steps;

    /// <summary>Moves the parameters against the gradient.</summary>
    public void Step(double[] parameters, double[] gradient)
    {
        _steps++;
        double meanFactor = 1 / (1 - Math.Pow(MeanDecay, _steps));
        double squareFactor = 1 / (1 - Math.Pow(SquareDecay, _steps));
        int parameter = 0;
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            for (int end = shape.Biases(layer) + shape.Widths[layer + 1]; parameter < end; parameter++)
            {
                double slope = gradient[parameter];
                _means[parameter] = (MeanDecay * _means[parameter]) + ((1 - MeanDecay) * slope);
                _squares[parameter] = (SquareDecay * _squares[parameter]) + ((1 - SquareDecay) * slope * slope);
                double step = _means[parameter] * meanFactor / (Math.Sqrt(_squares[parameter] * squareFactor) + Least);
                double decay = shape.IsWeight(layer, parameter) ? weightDecay * parameters[parameter] : 0;
                parameters[parameter] -= learningRate * (step + decay);
            }
        }
    }
}
