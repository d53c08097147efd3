namespace ClvActors.Files.Generation;

/// <summary>A seeded source of random numbers whose sequence is fixed for ever, in eight bytes of state.</summary>
/// <remarks>
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. Small enough that each of a million customers keeps
/// its own, so what one customer does never depends on another. A mutable struct: pass it by reference.
/// </remarks>
internal struct SplitMix64(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    private ulong _state = seed;

    /// <summary>A source for the nth part of what a seed describes, independent of the other parts.</summary>
    internal static SplitMix64 For(ulong seed, ulong part)
    {
        SplitMix64 mixer = new(seed);
        ulong offset = mixer.NextBits();
        SplitMix64 source = new(unchecked(offset ^ (part * 0xD1342543DE82EF95UL)));
        return new SplitMix64(source.NextBits());
    }

    internal ulong NextBits()
    {
        unchecked
        {
            ulong bits = _state += Golden;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
            return bits ^ (bits >> 31);
        }
    }

    /// <summary>Uniform over [0, 1) in steps of 2^-53.</summary>
    internal double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform over 0 to <paramref name="count"/> - 1, with a bias below count / 2^32.</summary>
    internal int NextBelow(int count) => (int)(((NextBits() >> 32) * (ulong)count) >> 32);

    /// <summary>True with the given probability.</summary>
    internal bool NextChance(double probability) => NextUnit() < probability;

    /// <summary>Exponential with mean 1.</summary>
    internal double NextExponential() => -Math.Log(1 - NextUnit());

    /// <summary>Standard normal (Box and Muller 1958; one of the pair).</summary>
    internal double NextNormal()
    {
        double radius = Math.Sqrt(2 * NextExponential());
        return radius * Math.Cos(2 * Math.PI * NextUnit());
    }

    /// <summary>Gamma with scale 1 (Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 2000).</summary>
    internal double NextGamma(double shape)
    {
        if (shape < 1)
        {
            return NextGamma(shape + 1) * Math.Pow(1 - NextUnit(), 1 / shape);
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal();
            double root = 1 + (c * x);
            double v = root * root * root;
            if (v > 0 && -NextExponential() < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>Beta, as the share of one gamma variable in two.</summary>
    internal double NextBeta(double a, double b)
    {
        double first = NextGamma(a);
        double second = NextGamma(b);
        return first + second > 0 ? first / (first + second) : 0;
    }

    /// <summary>Poisson: by multiplication (Knuth) up to a mean of 30, beyond by the rounded normal approximation.</summary>
    internal int NextPoisson(double mean)
    {
        if (mean > 30)
        {
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * NextNormal())));
        }

        double limit = Math.Exp(-mean);
        double product = NextUnit();
        int count = 0;
        while (product > limit)
        {
            product *= NextUnit();
            count++;
        }

        return count;
    }
}
