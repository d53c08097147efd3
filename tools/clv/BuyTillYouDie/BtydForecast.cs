using ClvActors.Domain.Transactions;
using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.CommandLine.BuyTillYouDie;

/// <summary>What a fitted model expects of one customer.</summary>
/// <param name="Id">The customer.</param>
/// <param name="Summary">What they did.</param>
/// <param name="ExpectedPurchases">Expected purchases over the horizon.</param>
/// <param name="PurchaseProbability">Probability of at least one.</param>
/// <param name="ProbabilityAlive">Probability of still being a customer.</param>
/// <param name="ExpectedSpend">Expected spend per purchase; null without a spend model, or where it gives no mean.</param>
/// <param name="NextOrderDate">When the next purchase is as likely to have come as not; null without a date, for customers more likely gone than not, and beyond ten years.</param>
internal sealed record BtydForecast(
    CustomerId Id,
    PurchaseSummary Summary,
    double ExpectedPurchases,
    double PurchaseProbability,
    double ProbabilityAlive,
    double? ExpectedSpend,
    DateOnly? NextOrderDate)
{
    private const double FarthestDays = 3_650;

    /// <summary>Expected spend over the horizon.</summary>
    public double? ExpectedValue => ExpectedPurchases * ExpectedSpend;

    /// <summary>Asks the models about a customer.</summary>
    public static BtydForecast Of(CustomerId id, PurchaseSummary summary, BgNbdModel purchases, GammaGammaModel? spend, double horizon, DateOnly? asOf)
    {
        (int frequency, double recency, double age) = (summary.Frequency, summary.Recency, summary.Age);
        double? each = spend?.ConditionalSpend(frequency, summary.MeanSpend);
        double? wait = asOf is null ? null : purchases.TimeToNextPurchase(frequency, recency, age);
        return new BtydForecast(
            id,
            summary,
            purchases.ExpectedPurchases(frequency, recency, age, horizon),
            purchases.ProbabilityOfPurchase(frequency, recency, age, horizon),
            purchases.ProbabilityAlive(frequency, recency, age),
            each is { } value && double.IsFinite(value) ? value : null,
            wait is <= FarthestDays ? asOf?.AddDays((int)Math.Ceiling(wait.Value)) : null);
    }
}
