using MathNet.Numerics;

namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>The penalised mean negative log-likelihood of BG/NBD or MBG/NBD over customers, with its gradient.</summary>
/// <remarks>
/// Time is measured in the greatest age, so that alpha is near 1. Equal histories are evaluated once and the gamma functions once per number of purchases.
/// The order of the customers does not matter, to the last bit.
/// </remarks>
internal sealed class BgNbdLikelihood
{
    private readonly History[] _histories;
    private readonly int[] _frequencies;
    private readonly int[] _customers;
    private readonly bool _isModified;
    private readonly double _penalty;
    private readonly int _count;
    private readonly double[] _logLastChance;

    public BgNbdLikelihood(IReadOnlyCollection<PurchaseSummary> summaries, double penalty, bool isModified)
    {
        _penalty = penalty;
        _isModified = isModified;
        _count = summaries.Count;
        TimeScale = 1 / summaries.Max(customer => customer.Age);
        KeyValuePair<(int Frequency, double Recency, double Age), int>[] groups =
        [
            .. summaries.CountBy(customer => (customer.Frequency, customer.Frequency > 0 ? customer.Recency : 0, customer.Age)).OrderBy(group => group.Key),
        ];
        IGrouping<int, int>[] byFrequency = [.. groups.GroupBy(group => group.Key.Frequency, group => group.Value)];
        _frequencies = [.. byFrequency.Select(group => group.Key)];
        _customers = [.. byFrequency.Select(group => group.Sum())];
        _histories =
        [
            .. groups.Select(group => new History(
                Array.BinarySearch(_frequencies, group.Key.Frequency), group.Key.Recency * TimeScale, group.Key.Age * TimeScale, group.Value)),
        ];
        _logLastChance = new double[_frequencies.Length];
        Purchases = summaries.Sum(customer => (double)customer.Frequency);
        TimePerPurchase = groups.Sum(group => group.Value * group.Key.Age) * TimeScale / Purchases;
    }

    /// <summary>1 / the greatest age.</summary>
    public double TimeScale { get; }

    /// <summary>Repeat purchases of all customers.</summary>
    public double Purchases { get; }

    /// <summary>Observed time per repeat purchase, in units of the greatest age: the order of magnitude of alpha.</summary>
    public double TimePerPurchase { get; }

    /// <summary>The objective at r, alpha x <see cref="TimeScale"/>, a, b.</summary>
    /// <param name="parameters">The four, above 0.</param>
    /// <param name="gradient">Receives the derivatives by them.</param>
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        (double r, double alpha, double a, double b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        (double byR, double byAlpha, double byA, double byB) = (0, 0, 0, 0);
        double dropoutPrior = _isModified ? b + 1 : b;
        double logLikelihood = _count * (SpecialFunctions.GammaLn(a + b) - SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(r) + (r * Math.Log(alpha)));
        byR += _count * (Math.Log(alpha) - SpecialFunctions.DiGamma(r));
        byAlpha += _count * r / alpha;
        byA += _count * SpecialFunctions.DiGamma(a + b);
        byB += _count * (SpecialFunctions.DiGamma(a + b) - SpecialFunctions.DiGamma(b));
        for (int i = 0; i < _frequencies.Length; i++)
        {
            int x = _frequencies[i];
            logLikelihood += _customers[i] * (SpecialFunctions.GammaLn(r + x) + SpecialFunctions.GammaLn(dropoutPrior + x) - SpecialFunctions.GammaLn(a + dropoutPrior + x));
            byR += _customers[i] * SpecialFunctions.DiGamma(r + x);
            double all = SpecialFunctions.DiGamma(a + dropoutPrior + x);
            byA -= _customers[i] * all;
            byB += _customers[i] * (SpecialFunctions.DiGamma(dropoutPrior + x) - all);
            _logLastChance[i] = Math.Log(LastChance(b, x));
        }

        double logA = Math.Log(a);
        foreach (ref readonly History history in _histories.AsSpan())
        {
            int x = _frequencies[history.FrequencyIndex];
            double n = r + x;
            double logAge = Math.Log(alpha + history.Age);
            double ofCustomer = -n * logAge;
            double customerByR = -logAge;
            double customerByAlpha = -n / (alpha + history.Age);
            if (x > 0 || _isModified)
            {
                double ratio = logAge - Math.Log(alpha + history.Recency);
                double logOdds = logA - _logLastChance[history.FrequencyIndex] + (n * ratio);
                double shrunk = Math.Exp(-Math.Abs(logOdds));
                double gone = (logOdds > 0 ? 1 : shrunk) / (1 + shrunk);
                ofCustomer += Math.Max(logOdds, 0) + RealFunctions.LogOnePlus(shrunk);
                customerByR += gone * ratio;
                customerByAlpha += gone * n * ((1 / (alpha + history.Age)) - (1 / (alpha + history.Recency)));
                byA += history.Customers * gone / a;
                byB -= history.Customers * gone / LastChance(b, x);
            }

            logLikelihood += history.Customers * ofCustomer;
            byR += history.Customers * customerByR;
            byAlpha += history.Customers * customerByAlpha;
        }

        gradient[0] = (-byR / _count) + (2 * _penalty * r);
        gradient[1] = (-byAlpha / _count) + (2 * _penalty * alpha);
        gradient[2] = (-byA / _count) + (2 * _penalty * a);
        gradient[3] = (-byB / _count) + (2 * _penalty * b);
        return (-logLikelihood / _count) + (_penalty * ((r * r) + (alpha * alpha) + (a * a) + (b * b)));
    }

    private double LastChance(double b, int x) => b + (_isModified ? x : x - 1);

    private readonly record struct History(int FrequencyIndex, double Recency, double Age, int Customers);
}
