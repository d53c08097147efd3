using ClvActors.Learning.BuyTillYouDie;
using MathNet.Numerics.Distributions;

namespace ClvActors.Learning.Tests.BuyTillYouDie;

/// <summary>Customers who behave as a model says.</summary>
internal static class SimulatedShop
{
    /// <summary>How they spend.</summary>
    public static readonly GammaGammaModel Spend = new(4, 3.5, 60);

    /// <summary>Draws customers with ages between half and the whole of a time.</summary>
    public static IEnumerable<PurchaseSummary> Customers(BgNbdModel model, int count, double time, int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++)
        {
            double rate = Gamma.Sample(random, model.R, model.Alpha);
            double dropout = Beta.Sample(random, model.A, model.B);
            double age = time * (0.5 + (0.5 * random.NextDouble()));
            (int frequency, double recency) = (0, 0.0);
            bool isAlive = !model.IsModified || random.NextDouble() >= dropout;
            for (double now = Exponential.Sample(random, rate); isAlive && now <= age; now += Exponential.Sample(random, rate))
            {
                (frequency, recency) = (frequency + 1, now);
                isAlive = random.NextDouble() >= dropout;
            }

            double spendRate = Gamma.Sample(random, Spend.Q, Spend.V);
            double spend = frequency == 0 ? 0 : Gamma.Sample(random, Spend.P * frequency, spendRate * frequency);
            yield return new PurchaseSummary(frequency, recency, age, spend);
        }
    }
}
