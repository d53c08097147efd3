using ClvActors.Domain.Features;

namespace ClvActors.Domain.Surveys;

/// <summary>What a survey of the population is to count.</summary>
/// <remarks>Immutable; nobody writes to the arrays.</remarks>
public sealed record SurveyRequest
{
    /// <summary>Largest <see cref="Sample"/>.</summary>
    public const int LargestSample = 20_000;

    /// <summary>Largest <see cref="Movers"/>.</summary>
    public const int MostMovers = 1_000;

    /// <summary>Most cuts of one feature or of the value.</summary>
    public const int MostCuts = 1_000;

    /// <summary>
    /// Strictly ascending, finite cuts of each feature, in the order of <see cref="FeatureSet"/>; fewer than all to count the first ones, empty to count none. Cut k parts bin k (values up to and
    /// with the cut) from bin k + 1; n cuts make n + 1 bins, no cuts make one.
    /// </summary>
    public IReadOnlyList<double[]> FeatureCuts { get; init; } = [];

    /// <summary>Cuts of the predicted value, read like <see cref="FeatureCuts"/>.</summary>
    public double[] ValueCuts { get; init; } = [];

    /// <summary>Whether the cells of recency against value are counted.</summary>
    public bool Density { get; init; }

    /// <summary>How many customers are drawn, 0 to <see cref="LargestSample"/>: those with the smallest hash of their id, so that successive samples hold the same customers as far as they can.</summary>
    public int Sample { get; init; }

    /// <summary>How many of the customers whose value moved most since the last month end are told, 0 to <see cref="MostMovers"/>.</summary>
    public int Movers { get; init; }

    /// <summary>Refuses a request that is out of its ranges.</summary>
    /// <exception cref="ArgumentException">It is; the message says where.</exception>
    public void Check()
    {
        if (Sample is < 0 or > LargestSample)
        {
            throw new ArgumentException($"A survey draws 0 to {LargestSample} customers, not {Sample}.");
        }

        if (Movers is < 0 or > MostMovers)
        {
            throw new ArgumentException($"A survey tells 0 to {MostMovers} movers, not {Movers}.");
        }

        if (FeatureCuts.Count > FeatureSet.Count)
        {
            throw new ArgumentException($"There are {FeatureSet.Count} features, and cuts for {FeatureCuts.Count}.");
        }

        Check(ValueCuts, "predicted value");
        for (int feature = 0; feature < FeatureCuts.Count; feature++)
        {
            Check(FeatureCuts[feature], FeatureSet.Names[feature]);
        }
    }

    private static void Check(double[] cuts, string name)
    {
        if (cuts.Length > MostCuts)
        {
            throw new ArgumentException($"{name}: {cuts.Length} cuts are more than {MostCuts}.");
        }

        for (int index = 0; index < cuts.Length; index++)
        {
            if (!double.IsFinite(cuts[index]) || (index > 0 && cuts[index] <= cuts[index - 1]))
            {
                throw new ArgumentException($"{name}: the cuts are not finite and strictly ascending at cut {index + 1}.");
            }
        }
    }
}
