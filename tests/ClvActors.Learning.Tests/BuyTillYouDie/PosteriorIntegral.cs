using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.Learning.Tests.BuyTillYouDie;

/// <summary>Slow oracle: everything about one customer by integrating over purchase rate and dropout probability, from the story of the model alone.</summary>
/// <remarks>
/// Trapezoidal rule in ln(lambda) and ln(p / (1 - p)), where all integrands are analytic and vanish at both ends, so that it converges exponentially. The priors are
/// normalised on the same nodes. Knows no gamma function, no series and no posterior.
/// </remarks>
internal sealed class PosteriorIntegral
{
    private const double Step = 0.15;

    private readonly BgNbdModel _model;
    private readonly (double Rate, double Weight)[] _rates;
    private readonly (Dropout Dropout, double Weight)[] _dropouts;

    public PosteriorIntegral(BgNbdModel model)
    {
        _model = model;
        _rates = Nodes(y => Math.Exp(y) / model.Alpha, y => (model.R * y) - Math.Exp(y));
        _dropouts = Nodes(
            y => new Dropout(1 / (1 + Math.Exp(-y)), -Math.Log(1 + Math.Exp(y))),
            y => -(model.A * Math.Log(1 + Math.Exp(-y))) - (model.B * Math.Log(1 + Math.Exp(y))));
    }

    /// <summary>The likelihood of a history.</summary>
    public double Likelihood(int x, double recency, double age) =>
        Mean((rate, dropout) => Alive(rate, dropout, x, age) + Gone(rate, dropout, x, recency));

    /// <summary>Probability of being alive.</summary>
    public double ProbabilityAlive(int x, double recency, double age) =>
        Mean((rate, dropout) => Alive(rate, dropout, x, age)) / Likelihood(x, recency, age);

    /// <summary>Expected purchases ahead: of a living customer sum over k of P(k-th purchase comes in time), which is (1 - e^(-rate p t)) / p.</summary>
    public double ExpectedPurchases(int x, double recency, double age, double horizon) =>
        Mean((rate, dropout) => Alive(rate, dropout, x, age) * Ahead(rate, dropout, horizon)) / Likelihood(x, recency, age);

    /// <summary>Expected repeat purchases of a new customer.</summary>
    public double ExpectedPurchasesFromBirth(double time) =>
        Mean((rate, dropout) => Math.Exp(_model.IsModified ? dropout.LogSurvival : 0) * Ahead(rate, dropout, time));

    /// <summary>Probability of a purchase within a horizon.</summary>
    public double ProbabilityOfPurchase(int x, double recency, double age, double horizon) =>
        Mean((rate, dropout) => Alive(rate, dropout, x, age) * (1 - Math.Exp(-rate * horizon))) / Likelihood(x, recency, age);

    private static double Ahead(double rate, Dropout dropout, double time) =>
        rate * dropout.Probability * time < 1e-9 ? rate * time : (1 - Math.Exp(-rate * dropout.Probability * time)) / dropout.Probability;

    // x purchases, and none after the last until now; every chance to drop out survived.
    private double Alive(double rate, Dropout dropout, int x, double age) =>
        Math.Exp((x * Math.Log(rate)) - (rate * age) + (Chances(x) * dropout.LogSurvival));

    private double Gone(double rate, Dropout dropout, int x, double recency) =>
        Chances(x) == 0 ? 0 : dropout.Probability * Math.Exp((x * Math.Log(rate)) - (rate * recency) + ((Chances(x) - 1) * dropout.LogSurvival));

    private int Chances(int x) => _model.IsModified ? x + 1 : x;

    private double Mean(Func<double, Dropout, double> value)
    {
        double sum = 0;
        foreach ((double rate, double rateWeight) in _rates)
        {
            foreach ((Dropout dropout, double weight) in _dropouts)
            {
                sum += rateWeight * weight * value(rate, dropout);
            }
        }

        return sum;
    }

    private static (T Value, double Weight)[] Nodes<T>(Func<double, T> value, Func<double, double> logDensity)
    {
        double[] positions = [.. Enumerable.Range(-600, 1200).Select(i => i * Step)];
        double peak = positions.Max(logDensity);
        (T Value, double Weight)[] nodes = [.. positions.Select(y => (value(y), Math.Exp(logDensity(y) - peak))).Where(node => node.Item2 > 1e-16)];
        double sum = nodes.Sum(node => node.Weight);
        return [.. nodes.Select(node => (node.Value, node.Weight / sum))];
    }

    // 1 - p as a logarithm of its own, because p is 1 to the last digit long before the density ends.
    private readonly record struct Dropout(double Probability, double LogSurvival);
}
