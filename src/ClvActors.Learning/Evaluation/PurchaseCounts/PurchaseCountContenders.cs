using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>The contenders for numbers of purchases, the champion last.</summary>
public static class PurchaseCountContenders
{
    /// <summary>All of them.</summary>
    /// <param name="horizonDays">Days that are predicted, at least 1.</param>
    public static IReadOnlyList<Contender> For(int horizonDays) =>
    [
        new(ContenderNames.NaiveMean, ConstantTrainer.Mean),
        new(ContenderNames.AllZeros, ZeroTrainer.Instance),
        new(ContenderNames.PurchaseRate, new PurchaseRateTrainer(horizonDays)),
        new(ContenderNames.PublishedBgNbd, new ExpectedPurchasesTrainer(horizonDays, ExpectedPurchasesTrainer.CdnowParameters)),
        new(ContenderNames.BgNbd, new ExpectedPurchasesTrainer(horizonDays)),
        new(ContenderNames.UnpooledChampion, new PurchaseCountTrainer(horizonDays) { IsPooled = false }),
        new(ContenderNames.Champion, new PurchaseCountTrainer(horizonDays)),
    ];
}
