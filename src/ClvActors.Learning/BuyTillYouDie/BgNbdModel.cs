using MathNet.Numerics;

namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>The BG/NBD model of repeat purchases, and with <see cref="IsModified"/> the MBG/NBD model.</summary>
/// <remarks>
/// <para>While alive a customer buys as a Poisson process of rate lambda and after each repeat purchase drops out for ever with probability p; lambda is
/// Gamma(r, alpha) and p is Beta(a, b) over customers. In the modified model a customer can drop out right after the first purchase too.
/// Sources: Fader, Hardie, Lee (2005), "Counting Your Customers" the Easy Way; Batislam, Denizel, Filiztekin (2007) and Wagner, Hoppe (2008) for MBG/NBD.</para>
/// <para>A living customer's lambda is then Gamma(r + x, alpha + T) and p is Beta(a, b' + x) with b' = b, in the modified model b + 1: all that the two models
/// differ in. x is the number of repeat purchases, t_x the time from the first purchase to the last, T the time from the first to now, alpha in the same unit of time.</para>
/// <para>Immutable; any number of threads may ask. No call allocates.</para>
/// </remarks>
public sealed class BgNbdModel
{
    private readonly PurchasesWhileAlive _whileAlive;
    private readonly double _dropoutPrior;

    /// <summary>Makes a model of given parameters.</summary>
    /// <param name="r">Shape of the purchase rates, above 0.</param>
    /// <param name="alpha">Rate parameter of the purchase rates, in units of time, above 0.</param>
    /// <param name="a">First parameter of the dropout probabilities, above 0.</param>
    /// <param name="b">Second parameter of the dropout probabilities, above 0.</param>
    /// <param name="isModified">Whether one-time buyers can have dropped out (MBG/NBD).</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 and finite.</exception>
    public BgNbdModel(double r, double alpha, double a, double b, bool isModified = false)
    {
        R = ModelInput.Positive(r, nameof(r));
        Alpha = ModelInput.Positive(alpha, nameof(alpha));
        A = ModelInput.Positive(a, nameof(a));
        B = ModelInput.Positive(b, nameof(b));
        IsModified = isModified;
        _dropoutPrior = isModified ? b + 1 : b;
        _whileAlive = new PurchasesWhileAlive(r, a, _dropoutPrior);
    }

    /// <summary>Shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>Rate parameter of the purchase rates, in units of time.</summary>
    public double Alpha { get; }

    /// <summary>First parameter of the dropout probabilities.</summary>
    public double A { get; }

    /// <summary>Second parameter of the dropout probabilities.</summary>
    public double B { get; }

    /// <summary>Whether this is MBG/NBD, where a customer can drop out right after the first purchase.</summary>
    public bool IsModified { get; }

    /// <summary>Log-likelihood of one customer's history.</summary>
    /// <param name="frequency">Repeat purchases x, 0 or more.</param>
    /// <param name="recency">Time t_x of the last one, 0 to <paramref name="age"/>; taken as 0 when <paramref name="frequency"/> is 0.</param>
    /// <param name="age">Time T since the first purchase.</param>
    /// <exception cref="ArgumentOutOfRangeException">The values are no purchase history.</exception>
    public double LogLikelihood(int frequency, double recency, double age)
    {
        ModelInput.CheckHistory(frequency, recency, age);
        double shape = R + frequency;
        double dropout = _dropoutPrior + frequency;
        double logOdds = DropoutLogOdds(frequency, recency, age);
        return SpecialFunctions.GammaLn(shape) - SpecialFunctions.GammaLn(R)
            + SpecialFunctions.GammaLn(A + B) - SpecialFunctions.GammaLn(B)
            + SpecialFunctions.GammaLn(dropout) - SpecialFunctions.GammaLn(A + dropout)
            - (frequency * Math.Log(Alpha)) - (shape * RealFunctions.LogOnePlus(age / Alpha))
            + RealFunctions.SoftPlus(logOdds);
    }

    /// <summary>Probability that a customer is still alive at age T.</summary>
    /// <param name="frequency">Repeat purchases x, 0 or more; with 0, BG/NBD knows that the customer is alive.</param>
    /// <param name="recency">Time t_x of the last one, 0 to <paramref name="age"/>.</param>
    /// <param name="age">Time T since the first purchase.</param>
    /// <returns>0 to 1; never NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The values are no purchase history.</exception>
    public double ProbabilityAlive(int frequency, double recency, double age)
    {
        ModelInput.CheckHistory(frequency, recency, age);

        // An overflow of the odds to infinity gives 0, which is right.
        return 1 / (1 + Math.Exp(DropoutLogOdds(frequency, recency, age)));
    }

    /// <summary>Expected purchases in (T, T + t] of a customer with this history: equation 10 of Fader, Hardie, Lee (2005).</summary>
    /// <param name="frequency">Repeat purchases x, 0 or more.</param>
    /// <param name="recency">Time t_x of the last one, 0 to <paramref name="age"/>.</param>
    /// <param name="age">Time T since the first purchase.</param>
    /// <param name="horizon">Time t ahead, 0 or more.</param>
    /// <returns>0 or more; never NaN or infinite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The values are no purchase history, or the horizon is negative or not finite.</exception>
    public double ExpectedPurchases(int frequency, double recency, double age, double horizon)
    {
        ModelInput.CheckHorizon(horizon);
        return ProbabilityAlive(frequency, recency, age) * _whileAlive.Expected(frequency, horizon / (Alpha + age));
    }

    /// <summary>Expected repeat purchases of a new customer in the time t after the first purchase.</summary>
    /// <param name="t">Time since the first purchase, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not finite.</exception>
    public double ExpectedPurchasesFromBirth(double t)
    {
        ModelInput.CheckHorizon(t);
        double survival = IsModified ? B / (A + B) : 1;
        return survival * _whileAlive.Expected(0, t / Alpha);
    }

    /// <summary>Probability of at least one purchase in (T, T + t].</summary>
    /// <inheritdoc cref="ExpectedPurchases"/>
    /// <returns>0 to 1.</returns>
    public double ProbabilityOfPurchase(int frequency, double recency, double age, double horizon)
    {
        ModelInput.CheckHorizon(horizon);
        double noneIfAlive = -(R + frequency) * RealFunctions.LogOnePlus(horizon / (Alpha + age));
        return -RealFunctions.ExpMinusOne(noneIfAlive) * ProbabilityAlive(frequency, recency, age);
    }

    /// <summary>Median time from now to the next purchase of a customer who is alive.</summary>
    /// <remarks>
    /// Given lambda the wait of a living customer is exponential, whatever was waited already; with lambda Gamma(r + x, alpha + T) it is Lomax with
    /// P(wait > s) = ((alpha + T) / (alpha + T + s))^(r + x). The median is taken because the mean is infinite for r + x &lt;= 1.
    /// </remarks>
    /// <param name="frequency">Repeat purchases x, 0 or more.</param>
    /// <param name="recency">Time t_x of the last one, 0 to <paramref name="age"/>.</param>
    /// <param name="age">Time T since the first purchase.</param>
    /// <returns>Above 0, or null where there is no next purchase to expect: the customer is more likely gone than alive, or the median exceeds the range of numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The values are no purchase history.</exception>
    public double? TimeToNextPurchase(int frequency, double recency, double age)
    {
        if (ProbabilityAlive(frequency, recency, age) < 0.5)
        {
            return null;
        }

        double median = (Alpha + age) * RealFunctions.ExpMinusOne(Math.Log(2) / (R + frequency));
        return double.IsFinite(median) ? median : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(IsModified ? "MBG/NBD" : "BG/NBD")} r={R:G6} alpha={Alpha:G6} a={A:G6} b={B:G6}";

    // The odds of having dropped out, a / (b' + x - 1) ((alpha + T) / (alpha + t_x))^(r + x), as a logarithm because the power overflows from x = 200 on.
    private double DropoutLogOdds(int frequency, double recency, double age)
    {
        if (frequency == 0)
        {
            if (!IsModified)
            {
                return double.NegativeInfinity;
            }

            recency = 0;
        }

        return Math.Log(A / (B + (IsModified ? frequency : frequency - 1))) + ((R + frequency) * RealFunctions.LogOnePlus((age - recency) / (Alpha + recency)));
    }
}
