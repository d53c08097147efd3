namespace ClvActors.Learning.Bundles.Parts;

/// <summary>From a part's raw score to what it predicts.</summary>
/// <remarks>Stateless; safe on any thread.</remarks>
public static class PartLink
{
    /// <summary>max(e^raw - 1, 0): models of log(1 + spend).</summary>
    public const string ExpMinusOne = LogTransform.Name;

    /// <summary>e^raw: models with a logarithmic link, such as tweedie.</summary>
    public const string Exp = "exp";

    /// <summary>1 / (1 + e^-raw): probabilities.</summary>
    public const string Sigmoid = "sigmoid";

    /// <summary>All links.</summary>
    public static IReadOnlyList<string> All { get; } = [ExpMinusOne, Exp, Sigmoid];
}
