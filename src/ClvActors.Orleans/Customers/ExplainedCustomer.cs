using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Customers;

/// <summary>A customer and the reasons for its score.</summary>
/// <param name="Entry">The customer.</param>
/// <param name="Contributions">
/// Empty; an older program writes the SHAP value of each of its features, whose names it does not tell, and last the base, and no factors.
/// </param>
/// <param name="HorizonDays">Days that the predicted value covers.</param>
/// <param name="ViewVersion">The view that it stands at.</param>
/// <param name="Factors">The largest contributions by magnitude; empty unless the prediction has a raw score.</param>
/// <param name="BaseScore">The mean raw score of the model that answered; NaN unless the prediction has a raw score.</param>
[GenerateSerializer, Immutable, Alias("clv.explained-customer")]
public sealed record ExplainedCustomer(
    [property: Id(0)] CustomerEntry Entry,
    [property: Id(1)] double[] Contributions,
    [property: Id(2)] int HorizonDays,
    [property: Id(3)] long ViewVersion,
    [property: Id(4)] FeatureContribution[] Factors,
    [property: Id(5)] double BaseScore)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public ExplainedCustomer()
        : this(null!, [], 0, 0, [], double.NaN)
    {
    }

    /// <summary>The factors and the base, whoever wrote them.</summary>
    public (IReadOnlyList<FeatureContribution> Factors, double BaseScore) Reasons()
    {
        if (Contributions.Length == 0 || Contributions.Length > FeatureSet.Count + 1)
        {
            return (Factors, BaseScore);
        }

        int features = Contributions.Length - 1;
        Explanation explanation = Explanation.Of([.. FeatureSet.Names.Take(features)], Entry.Record.Features.Values[..features], Contributions);
        return (explanation.Largest, explanation.BaseScore);
    }
}
