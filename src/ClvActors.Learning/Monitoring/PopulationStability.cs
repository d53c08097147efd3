namespace ClvActors.Learning.Monitoring;

/// <summary>The population stability index: how far a distribution over fixed bins has moved from a baseline.</summary>
/// <remarks>
/// <para>sum over bins of (q - p) ln(q / p), p the baseline's share of a bin and q the live one: the symmetrised Kullback-Leibler divergence. Thresholds are those of credit scoring (Siddiqi 2006,
/// "Credit Risk Scorecards", chapter 9): below 0.1 no change to speak of, from 0.25 on a large one.</para>
/// <para>An empty bin would make it infinite. Half a customer is therefore added to each bin on both sides, p = (c + 0.5) / (n + B / 2) (Jeffreys' prior for a multinomial), which moves
/// the index by less than 0.01 where every bin holds some dozens.</para>
/// <para>Without any drift the index is about (1/n + 1/m) times a chi-squared variable of B - 1 degrees of freedom (Yurdakul 2018, "Statistical Properties of Population Stability Index"): with ten bins and
/// <see cref="FewestCustomers"/> live customers it stays below 0.1 in 95 of 100 cases; with fewer nothing is judged.</para>
/// <para>Pure functions; safe on any thread.</para>
/// </remarks>
public static class PopulationStability
{
    /// <summary>From here on something deserves a look.</summary>
    public const double Watch = 0.1;

    /// <summary>From here on an alert is raised.</summary>
    public const double Alert = 0.25;

    /// <summary>Below this an alert that was raised is cleared, so that it does not flicker around its threshold.</summary>
    public const double Clear = 0.2;

    /// <summary>Fewest customers on either side for which an index is judged.</summary>
    public const int FewestCustomers = 200;

    private const double Pseudocount = 0.5;
    private const double ShareFloor = 1e-4;

    /// <summary>The index of counts over the same bins.</summary>
    /// <param name="baseline">Customers in each bin then, 0 or more.</param>
    /// <param name="live">Customers in each bin now, as many bins, at least one.</param>
    /// <returns>0 or more; 0 when there are no customers on a side.</returns>
    /// <exception cref="ArgumentException">The bins differ in number or there are none.</exception>
    public static double OfCounts(ReadOnlySpan<long> baseline, ReadOnlySpan<long> live)
    {
        Check(baseline.Length, live.Length);
        long then = Sum(baseline);
        long now = Sum(live);
        if (then == 0 || now == 0)
        {
            return 0;
        }

        double index = 0;
        double added = Pseudocount * baseline.Length;
        for (int bin = 0; bin < baseline.Length; bin++)
        {
            index += Term((baseline[bin] + Pseudocount) / (then + added), (live[bin] + Pseudocount) / (now + added));
        }

        return index;
    }

    /// <summary>The terms of the index of shares that are no counts, such as shares of contributions; 0.0001 is added to each before both sides are scaled to 1 again.</summary>
    /// <param name="baseline">Amounts then, 0 or more; they are divided by their sum.</param>
    /// <param name="live">Amounts now, as many, at least one.</param>
    /// <returns>One term per amount, each 0 or more; all 0 when a side sums to 0. Their sum is the index.</returns>
    /// <exception cref="ArgumentException">The amounts differ in number or there are none.</exception>
    public static double[] TermsOfShares(ReadOnlySpan<double> baseline, ReadOnlySpan<double> live)
    {
        Check(baseline.Length, live.Length);
        double then = Sum(baseline);
        double now = Sum(live);
        double[] terms = new double[baseline.Length];
        if (then <= 0 || now <= 0)
        {
            return terms;
        }

        double scale = 1 + (ShareFloor * baseline.Length);
        for (int at = 0; at < terms.Length; at++)
        {
            terms[at] = Term(((baseline[at] / then) + ShareFloor) / scale, ((live[at] / now) + ShareFloor) / scale);
        }

        return terms;
    }

    /// <summary>The level of an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="baseline">Customers behind the baseline.</param>
    /// <param name="live">Live customers behind it.</param>
    public static DriftLevel LevelOf(double index, long baseline, long live) =>
        Math.Min(baseline, live) < FewestCustomers ? DriftLevel.Unknown
            : index >= Alert ? DriftLevel.Alert
            : index >= Watch ? DriftLevel.Watch
            : DriftLevel.Ok;

    private static double Term(double then, double now) => (now - then) * Math.Log(now / then);

    private static long Sum(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (long count in counts)
        {
            sum += count;
        }

        return sum;
    }

    private static double Sum(ReadOnlySpan<double> amounts)
    {
        double sum = 0;
        foreach (double amount in amounts)
        {
            sum += amount;
        }

        return sum;
    }

    private static void Check(int baseline, int live)
    {
        if (baseline != live || baseline == 0)
        {
            throw new ArgumentException($"the baseline has {baseline} bins, the live population {live}: expected as many, at least one");
        }
    }
}
