using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>The contenders for numbers of purchases, the champion last. Immutable; safe on any thread.</summary>
public static class PurchaseCountContenders
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IContender> All { get; } =
    [
        new RegressionContender(ContenderNames.NaiveMean, ConstantTrainer.Mean),
        new ConstantContender(ContenderNames.AllZeros, 0),
        new PurchaseRateContender(),
        ExpectedPurchasesContender.Cdnow,
        new ExpectedPurchasesContender(ContenderNames.BgNbd),
        new PurchaseCountContender { IsPooled = false },
        new PurchaseCountContender(),
    ];
}
