namespace ClvActors.Host.Telemetry;

/// <summary>The running value of one metric under one set of labels.</summary>
/// <param name="labels">The labels as they are written, without braces; empty for none.</param>
/// <param name="bounds">Upper bounds of a histogram's buckets, ascending and without infinity; empty for other kinds.</param>
/// <remarks>Safe on any thread: a lock of its own, held for a few instructions.</remarks>
internal sealed class MetricSeries(string labels, double[] bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private double _value;

    /// <summary>The labels as they are written, without braces.</summary>
    public string Labels { get; } = labels;

    /// <summary>Adds to a sum.</summary>
    public void Add(double change)
    {
        lock (_lock)
        {
            _value += change;
        }
    }

    /// <summary>Replaces the value.</summary>
    public void Set(double value)
    {
        lock (_lock)
        {
            _value = value;
        }
    }

    /// <summary>Counts a value of a histogram; NaN is left out.</summary>
    public void Record(double value)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        int bucket = Array.BinarySearch(bounds, value);
        lock (_lock)
        {
            _buckets[bucket < 0 ? ~bucket : bucket]++;
            _value += value;
        }
    }

    /// <summary>The value, or a histogram's sum; and a copy of the counts per bucket, the one above all bounds last.</summary>
    public (double Value, long[] Buckets) Read()
    {
        lock (_lock)
        {
            return (_value, (long[])_buckets.Clone());
        }
    }
}
