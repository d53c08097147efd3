using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Tuning;

namespace ClvActors.Learning.Evaluation.ThirtyDays;

/// <summary>The contenders for the next 30 days, the champion last. Immutable; safe on any thread.</summary>
public static class ThirtyDayFamilies
{
    private const string ChampionKey = "champion";

    /// <summary>The contenders.</summary>
    /// <param name="target">What is predicted.</param>
    public static IReadOnlyList<ContenderFamily> For(ThirtyDayTarget target)
    {
        ContenderFamily champion = Fixed(ChampionKey, ContenderNames.Champion, new ThirtyDayChampionTrainer(target));
        return target == ThirtyDayTarget.Spend
            ? [.. SpendFamilies.For(ThirtyDayCases.Days).Where(family => family.Key != ChampionKey), champion]
            :
            [
                Fixed("btyd", ContenderNames.PurchaseProbability, new PurchaseProbabilityTrainer(ThirtyDayCases.Days)),
                .. ModelFamilies.ForProbability.Select(family => new ContenderFamily(family.Name.Replace(' ', '-'), family)),
                champion,
            ];
    }

    private static ContenderFamily Fixed(string key, string name, IRegressionTrainer trainer) => new(key, new ModelFamily(name, new SearchSpace([]), _ => trainer));
}
