namespace ClvActors.Domain.Scoring;

/// <summary>What a model bundle offers to whoever scores customers.</summary>
/// <remarks>Immutable; any number of threads may score and explain at the same time. Neither allocates.</remarks>
public interface IValueModel
{
    /// <summary>Name of the bundle.</summary>
    string Id { get; }

    /// <summary>Hash over the bundle's files: two bundles with the same fingerprint give the same predictions.</summary>
    string Fingerprint { get; }

    /// <summary>Folder that the bundle was read from.</summary>
    string Folder { get; }

    /// <summary>Days that a predicted value covers.</summary>
    int HorizonDays { get; }

    /// <summary>Share of outcomes that a prediction interval is made to hold, such as 0.8; NaN for a model without intervals.</summary>
    double IntervalLevel { get; }

    /// <summary>
    /// What contributions are about: the features in the order of <see cref="Features.FeatureSet.Names"/>, then the inputs that the model derives itself.
    /// </summary>
    IReadOnlyList<string> InputNames { get; }

    /// <summary>What the model says of a customer; a pure function of its arguments.</summary>
    /// <param name="source">What kind of customer it is; every source is answered.</param>
    /// <param name="features">The whole feature vector in the order of the feature set; NaN is a missing value.</param>
    /// <remarks>
    /// A model without an answer for lapsed customers says <see cref="Prediction.Nothing"/> of every one of them at every date, and one that has an answer
    /// never does: hosts tell from it whether such customers need rescoring.
    /// </remarks>
    Prediction Predict(PredictionSource source, ReadOnlySpan<double> features);

    /// <summary>The exact SHAP values behind a raw score.</summary>
    /// <param name="source">What kind of customer it is.</param>
    /// <param name="features">The whole feature vector.</param>
    /// <param name="inputs">Receives the inputs as the model saw them, one per name of <see cref="InputNames"/>; NaN is a missing value.</param>
    /// <param name="contributions">Receives one value per input and then the base; their sum is the raw score within 1e-9.</param>
    /// <exception cref="InvalidOperationException">The prediction has no raw score.</exception>
    void Explain(PredictionSource source, ReadOnlySpan<double> features, Span<double> inputs, Span<double> contributions);
}
