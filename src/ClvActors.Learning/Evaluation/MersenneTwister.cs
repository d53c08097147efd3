namespace ClvActors.Learning.Evaluation;

/// <summary>MT19937, drawn from as numpy's <c>RandomState</c> does, so that splits made with scikit-learn can be made again.</summary>
/// <remarks>
/// Source: Matsumoto and Nishimura 1998, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number generator", with
/// <c>init_genrand</c> of 2002; numpy's legacy draws, https://github.com/numpy/numpy/blob/v2.1.0/numpy/random/src/distributions/distributions.c
/// (<c>random_interval</c>). Not thread-safe.
/// </remarks>
internal sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < Size; i++)
        {
            uint previous = _state[i - 1];
            _state[i] = unchecked((1812433253u * (previous ^ (previous >> 30))) + i);
        }
    }

    /// <summary>The next 32 bits.</summary>
    public uint Next()
    {
        if (_next == Size)
        {
            Twist();
        }

        uint value = _state[_next++];
        value ^= value >> 11;
        value ^= (value << 7) & 0x9D2C5680u;
        value ^= (value << 15) & 0xEFC60000u;
        return value ^ (value >> 18);
    }

    /// <summary>Puts values into random order, as numpy's <c>shuffle</c> of an array does.</summary>
    public void Shuffle(Span<int> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = (int)UpTo((uint)last);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>The numbers from 0 to <paramref name="count"/> - 1 in random order.</summary>
    public int[] Permutation(int count)
    {
        int[] values = [.. Enumerable.Range(0, count)];
        Shuffle(values);
        return values;
    }

    /// <summary>A number of [0, 1) with 53 random bits (<c>genrand_res53</c>), as numpy's <c>random_sample</c>.</summary>
    public double NextDouble()
    {
        uint high = Next() >> 5;
        uint low = Next() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>A number from 0 to <paramref name="largest"/>, all equally likely, as numpy's <c>random_interval</c>.</summary>
    public uint UpTo(uint largest)
    {
        if (largest == 0)
        {
            return 0;
        }

        uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(largest);
        uint value;
        do
        {
            value = Next() & mask;
        }
        while (value > largest);

        return value;
    }

    private void Twist()
    {
        for (int i = 0; i < Size; i++)
        {
            uint joined = (_state[i] & 0x80000000u) | (_state[(i + 1) % Size] & 0x7FFFFFFFu);
            uint twisted = (joined >> 1) ^ ((joined & 1) == 0 ? 0 : 0x9908B0DFu);
            _state[i] = _state[(i + Middle) % Size] ^ twisted;
        }

        _next = 0;
    }
}
