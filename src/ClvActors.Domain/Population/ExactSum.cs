namespace ClvActors.Domain.Population;

/// <summary>A sum of doubles without rounding: the same whatever the order of the terms and however they are split over shards or machines.</summary>
/// <remarks>
/// <para>Keeps non-overlapping partial sums (J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates", 1997); the value is
/// rounded once, to nearest even, as in Python's <c>math.fsum</c>. A handful of partials suffices for amounts of money.</para>
/// <para>Terms must be finite and their sum must not overflow. Not thread-safe.</para>
/// </remarks>
public sealed class ExactSum
{
    private readonly List<double> _partials = [];

    /// <summary>Starts at zero.</summary>
    public ExactSum()
    {
    }

    /// <summary>Goes on from partial sums that another sum has handed out.</summary>
    public ExactSum(IEnumerable<double> partials)
    {
        foreach (double partial in partials)
        {
            Add(partial);
        }
    }

    /// <summary>The partial sums, ascending by magnitude; their exact total is the sum.</summary>
    public IReadOnlyList<double> Partials => _partials;

    /// <summary>The sum, rounded once.</summary>
    public double Value
    {
        get
        {
            int at = _partials.Count - 1;
            if (at < 0)
            {
                return 0;
            }

            double high = _partials[at];
            double low = 0;
            while (at > 0 && low == 0)
            {
                double next = _partials[--at];
                double before = high;
                high = before + next;
                low = next - (high - before);
            }

            // Half-way cases go the way that the partials below point.
            if (at > 0 && ((low < 0 && _partials[at - 1] < 0) || (low > 0 && _partials[at - 1] > 0)))
            {
                double twice = low * 2;
                double rounded = high + twice;
                high = rounded - high == twice ? rounded : high;
            }

            return high;
        }
    }

    /// <summary>Adds a term.</summary>
    public void Add(double term)
    {
        int kept = 0;
        for (int index = 0; index < _partials.Count; index++)
        {
            double partial = _partials[index];
            if (Math.Abs(term) < Math.Abs(partial))
            {
                (term, partial) = (partial, term);
            }

            double high = term + partial;
            double low = partial - (high - term);
            if (low != 0)
            {
                _partials[kept++] = low;
            }

            term = high;
        }

        _partials.RemoveRange(kept, _partials.Count - kept);
        if (term != 0)
        {
            _partials.Add(term);
        }
    }

    /// <summary>Adds another sum.</summary>
    public void Add(ExactSum other)
    {
        foreach (double partial in other._partials)
        {
            Add(partial);
        }
    }
}
