namespace ClvActors.Learning.Rivals.Networks;

/// <summary>The layers of a network and where their parameters stand in one flat array.</summary>
/// <remarks>Per layer: the weights, those of one input next to each other, then one bias per output.</remarks>
internal sealed class NetworkShape
{
    private readonly int[] _starts;

    public NetworkShape(IReadOnlyList<int> widths)
    {
        Widths = [.. widths];
        _starts = new int[Layers + 1];
        for (int layer = 0; layer < Layers; layer++)
        {
            _starts[layer + 1] = _starts[layer] + ((Widths[layer] + 1) * Widths[layer + 1]);
        }
    }

    /// <summary>Number of inputs, of units per hidden layer, and 1.</summary>
    public int[] Widths { get; }

    /// <summary>Layers of weights.</summary>
    public int Layers => Widths.Length - 1;

    /// <summary>Number of parameters.</summary>
    public int Parameters => _starts[^1];

    public int Inputs => Widths[0];

    /// <summary>Where the weights of an input of a layer begin.</summary>
    public int Weights(int layer, int input) => _starts[layer] + (input * Widths[layer + 1]);

    /// <summary>Where the biases of a layer begin.</summary>
    public int Biases(int layer) => Weights(layer, Widths[layer]);

    /// <summary>Whether a parameter of a layer is a weight, which decays, and not a bias.</summary>
    public bool IsWeight(int layer, int parameter) => parameter < Biases(layer);
}
