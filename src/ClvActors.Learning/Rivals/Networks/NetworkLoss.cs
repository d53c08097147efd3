namespace ClvActors.Learning.Rivals.Networks;

/// <summary>What a neural network is trained for.</summary>
public enum NetworkLoss
{
    /// <summary>Half the squared error: the prediction is a mean.</summary>
    SquaredError,

    /// <summary>The absolute error: the prediction is a median.</summary>
    AbsoluteError,

    /// <summary>The log-loss of labels 0 and 1: the prediction is a probability.</summary>
    LogLoss,
}
