namespace ClvActors.Domain.Scoring;

/// <summary>Why a prediction has its raw score.</summary>
/// <param name="BaseScore">The mean raw score of the model that answered; NaN without a raw score.</param>
/// <param name="All">All contributions, largest magnitude first; empty without a raw score.</param>
/// <param name="Largest">The first five of them.</param>
/// <remarks>Immutable; safe on any thread.</remarks>
public sealed record Explanation(double BaseScore, IReadOnlyList<FeatureContribution> All, IReadOnlyList<FeatureContribution> Largest)
{
    private const int FactorsShown = 5;

    /// <summary>Nothing to explain.</summary>
    public static Explanation None { get; } = new(double.NaN, [], []);

    /// <summary>Explains a record; one without a raw score has nothing to explain.</summary>
    /// <param name="record">The record.</param>
    /// <param name="model">The model that scored it.</param>
    public static Explanation Of(CustomerRecord record, IValueModel model) =>
        record.Prediction.IsExplainable ? Of(record.Source, record.Features.Values, model) : None;

    /// <summary>Explains any feature vector for which the model has a raw score.</summary>
    /// <param name="source">What kind of customer it is.</param>
    /// <param name="features">Its features.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="InvalidOperationException">The model has no raw score for it.</exception>
    public static Explanation Of(PredictionSource source, ReadOnlySpan<double> features, IValueModel model)
    {
        double[] inputs = new double[model.InputNames.Count];
        double[] contributions = new double[inputs.Length + 1];
        model.Explain(source, features, inputs, contributions);
        return Of(model.InputNames, inputs, contributions);
    }

    /// <summary>Names and orders contributions that a model has given.</summary>
    /// <param name="names">The model's inputs by name.</param>
    /// <param name="inputs">Their values.</param>
    /// <param name="contributions">One value per input and then the base.</param>
    public static Explanation Of(IReadOnlyList<string> names, ReadOnlySpan<double> inputs, ReadOnlySpan<double> contributions)
    {
        FeatureContribution[] all = new FeatureContribution[names.Count];
        for (int index = 0; index < all.Length; index++)
        {
            all[index] = new FeatureContribution(names[index], inputs[index], contributions[index]);
        }

        all = [.. all.OrderByDescending(factor => Math.Abs(factor.Contribution))];
        return new Explanation(contributions[all.Length], all, all[..Math.Min(FactorsShown, all.Length)]);
    }
}
