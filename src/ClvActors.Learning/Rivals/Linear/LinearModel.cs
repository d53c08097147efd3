namespace ClvActors.Learning.Rivals.Linear;

/// <summary>A weighted sum of scaled features: the model behind ridge, lasso and least absolute deviations.</summary>
/// <remarks>Prediction = intercept + sum of coefficient x scaled feature. Immutable; any number of threads may predict.</remarks>
public sealed class LinearModel : IRegressor
{
    private readonly FeatureScaling _scaling;
    private readonly double[] _coefficients;

    internal LinearModel(FeatureScaling scaling, double[] coefficients, double intercept)
    {
        _scaling = scaling;
        _coefficients = coefficients;
        Intercept = intercept;
    }

    /// <inheritdoc/>
    public int Features => _coefficients.Length;

    /// <summary>The prediction where all features have their training mean, in the label's unit.</summary>
    public double Intercept { get; }

    /// <summary>One coefficient per feature: the label's units per standard deviation of the feature; 0 for a column that was constant in training.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> features)
    {
        double[] coefficients = _coefficients;
        TrainingInput.CheckRow(features, coefficients.Length);
        double sum = Intercept;
        for (int feature = 0; feature < coefficients.Length; feature++)
        {
            if (coefficients[feature] != 0)
            {
                sum += coefficients[feature] * _scaling.Scale(feature, features[feature]);
            }
        }

        return sum;
    }
}
