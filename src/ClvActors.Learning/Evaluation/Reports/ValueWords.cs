using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports;

/// <summary>What reports call the predicted value.</summary>
/// <param name="Noun">Inside a sentence: <c>spend</c>.</param>
/// <param name="Mean">Its mean over customers, on an axis: <c>Mean spend</c>.</param>
/// <param name="Actual">What came true, on an axis.</param>
/// <param name="Predicted">What was predicted, on an axis.</param>
/// <param name="Forecast">The task, with a blank for the horizon: <c>Spend over the {0} days after</c>.</param>
internal sealed record ValueWords(string Noun, string Mean, string Actual, string Predicted, string Forecast)
{
    /// <summary>The words for a kind of evaluation; general ones for a kind that this build does not know.</summary>
    public static ValueWords Of(string kind) => kind switch
    {
        EvaluationKinds.Spend => new("spend", "Mean spend", "Actual spend", "Predicted spend", "Spend"),
        EvaluationKinds.Purchases => new("purchases", "Mean purchases", "Actual purchases", "Predicted purchases", "Number of purchases"),
        EvaluationKinds.Probability => new("outcomes", "Mean probability", "Outcome", "Predicted probability", "Probability of a purchase"),
        _ => new("value", "Mean value", "Actual value", "Predicted value", "Value"),
    };
}
