namespace ClvActors.Domain.Scoring;

/// <summary>What a model bundle offers to whoever scores customers.</summary>
/// <remarks>Immutable; any number of threads may score at the same time. No call allocates.</remarks>
public interface IValueModel
{
    /// <summary>Name of the bundle.</summary>
    string Id { get; }

    /// <summary>Hash over the bundle's files: two bundles with the same fingerprint give the same scores.</summary>
    string Fingerprint { get; }

    /// <summary>Folder that the bundle was read from.</summary>
    string Folder { get; }

    /// <summary>Days that a predicted value covers.</summary>
    int HorizonDays { get; }

    /// <summary>Value of a customer with fewer than two purchases in the window, in whole units of currency.</summary>
    double ColdStartValue { get; }

    /// <summary>The raw score of a feature vector.</summary>
    /// <param name="features">The 22 features in the order of the feature set; NaN is a missing value.</param>
    double RawScore(ReadOnlySpan<double> features);

    /// <summary>The predicted value behind a raw score, in whole units of currency; at least 0.</summary>
    double ValueOf(double rawScore);

    /// <summary>The exact SHAP values of a feature vector.</summary>
    /// <param name="features">The 22 features.</param>
    /// <param name="contributions">Receives one value per feature and then the base; their sum is the raw score within 1e-9.</param>
    void Explain(ReadOnlySpan<double> features, Span<double> contributions);
}
