using System.Globalization;

namespace ClvActors.Learning.Bundles;

/// <summary>What a LightGBM model that stands alone predicts: its objective's transform of the raw score.</summary>
/// <remarks>Source: LightGBM 4.6, <c>ConvertOutput</c> of the classes in <c>src/objective</c>. Stateless; safe on any thread.</remarks>
public static class ObjectiveTransform
{
    /// <summary>The transform of an objective.</summary>
    /// <param name="objective">The objective as the model file gives it, with its parameters, such as <c>regression sqrt</c> or <c>binary sigmoid:1</c>.</param>
    /// <returns>From raw score to prediction; the identity for regression, ranking and models without an objective.</returns>
    /// <exception cref="InvalidDataException">The objective is not known.</exception>
    public static Func<double, double> For(string objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        string[] words = objective.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words.FirstOrDefault(""))
        {
            case "regression" when words.Contains("sqrt"):
                return raw => raw >= 0 ? raw * raw : -(raw * raw);
            case "" or "custom" or "regression" or "regression_l1" or "huber" or "fair" or "quantile" or "mape" or "lambdarank" or "rank_xendcg":
                return raw => raw;
            case "poisson" or "gamma" or "tweedie":
                return Math.Exp;
            case "binary":
                double steepness = SigmoidOf(words);
                return raw => 1 / (1 + Math.Exp(-steepness * raw));
            case "cross_entropy":
                return raw => 1 / (1 + Math.Exp(-raw));
            default:
                throw new InvalidDataException($"the objective '{objective}' is not supported");
        }
    }

    private static double SigmoidOf(string[] words)
    {
        const string Key = "sigmoid:";
        string? text = words.FirstOrDefault(word => word.StartsWith(Key, StringComparison.Ordinal))?[Key.Length..];
        return text is null
            ? 1
            : double.TryParse(text, CultureInfo.InvariantCulture, out double value)
                ? value
                : throw new InvalidDataException($"the objective's sigmoid '{text}' is not a number");
    }
}
