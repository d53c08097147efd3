using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports;

/// <summary>What reports call the predicted value.</summary>
/// <param name="Noun">Inside a sentence: <c>spend</c>.</param>
/// <param name="Mean">Its mean over customers, on an axis: <c>Mean spend</c>.</param>
/// <param name="Actual">What came true, on an axis.</param>
/// <param name="Predicted">What was predicted, on an axis.</param>
/// <param name="Forecast">What is forecast, at the beginning of a sentence.</param>
/// <param name="Negligible">Size below which differences of it do not matter; 0 when all matter.</param>
internal sealed record ValueWords(string Noun, string Mean, string Actual, string Predicted, string Forecast, double Negligible)
{
    /// <summary>The words for a kind of evaluation; general ones for a kind that this build does not know.</summary>
    public static ValueWords Of(string kind) => kind switch
    {
        EvaluationKinds.Spend => new("spend", "Mean spend", "Actual spend", "Predicted spend", "Spend", 1),
        EvaluationKinds.Purchases => new("purchases", "Mean purchases", "Actual purchases", "Predicted purchases", "Number of purchases", 0.1),
        EvaluationKinds.Probability => new("outcomes", "Mean probability", "Outcome", "Predicted probability", "Probability of a purchase", 0),
        _ => new("value", "Mean value", "Actual value", "Predicted value", "Value", 0),
    };
}
