namespace ClvActors.Learning.Rivals;

/// <summary>Predicts the same value for every row.</summary>
/// <param name="features">Number of features that a row must have.</param>
/// <param name="value">The value.</param>
internal sealed class ConstantModel(int features, double value) : IRegressor
{
    public int Features => features;

    public double Predict(ReadOnlySpan<double> row)
    {
        TrainingInput.CheckRow(row, features);
        return value;
    }
}
