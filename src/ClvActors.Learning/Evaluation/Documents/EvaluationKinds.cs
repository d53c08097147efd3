namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>What an evaluation predicts.</summary>
public static class EvaluationKinds
{
    /// <summary>Spend over the horizon, in whole units of currency.</summary>
    public const string Spend = "spend";

    /// <summary>Number of purchases over the horizon.</summary>
    public const string Purchases = "purchases";

    /// <summary>Probability of an outcome that is 0 or 1.</summary>
    public const string Probability = "probability";
}
