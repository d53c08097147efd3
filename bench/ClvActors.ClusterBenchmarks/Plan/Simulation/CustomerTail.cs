namespace ClvActors.ClusterBenchmarks.Plan.Simulation;

/// <summary>Customers whose rates fall with their rank as a power (Zipf), as steady in time as a Poisson process.</summary>
internal sealed class CustomerTail
{
    private const double BucketGrowth = 1.02;

    private readonly double _count;
    private readonly double _exponent;
    private readonly List<(double Customers, double Rate)> _buckets = [];

    /// <summary>Spreads a rate over customers.</summary>
    public CustomerTail(double customers, double exponent, double invoicesPerSecond)
    {
        _count = customers;
        _exponent = exponent;
        double sum = Below(customers + 1);
        for (double first = 1; first <= customers; first = Math.Max(first + 1, Math.Floor(first * BucketGrowth)))
        {
            double next = Math.Min(customers + 1, Math.Max(first + 1, Math.Floor(first * BucketGrowth)));
            _buckets.Add((next - first, invoicesPerSecond * (Below(next) - Below(first)) / sum / (next - first)));
        }
    }

    /// <summary>Invoices per second of the busiest customer.</summary>
    public double Busiest => _buckets[0].Rate;

    /// <summary>A customer's rank from 0, by its share of the invoices.</summary>
    public long Rank(double uniform) => (long)Math.Min(_count - 1, Math.Pow((uniform * Below(_count + 1) * (1 - _exponent)) + 1, 1 / (1 - _exponent)) - 1);

    /// <summary>Share of the invoices whose customer was not seen for so long.</summary>
    public double NotSeen(double seconds) =>
        _buckets.Sum(bucket => bucket.Customers * bucket.Rate * Math.Exp(-bucket.Rate * seconds)) / _buckets.Sum(bucket => bucket.Customers * bucket.Rate);

    /// <summary>How many customers are seen in so long.</summary>
    public double Seen(double seconds) => _buckets.Sum(bucket => bucket.Customers * (1 - Math.Exp(-bucket.Rate * seconds)));

    /// <summary>How long it takes until so many customers are seen.</summary>
    public double TimeToSee(double customers)
    {
        double low = 0;
        double high = 1e9;
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Seen(middle) < customers ? (middle, high) : (low, middle);
        }

        return high;
    }

    private double Below(double rank) => (Math.Pow(rank, 1 - _exponent) - 1) / (1 - _exponent);
}
