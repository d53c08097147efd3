namespace ClvActors.Host.Telemetry;

/// <summary>The value of one metric under one set of labels at the moment of a scrape.</summary>
/// <remarks>Not changed once its family has been handed out.</remarks>
internal sealed class MetricSeries
{
    /// <summary>Makes a series of zero.</summary>
    /// <param name="labels">The labels as they are written, without braces; empty for none.</param>
    /// <param name="bounds">Number of a histogram's finite bounds; 0 for other kinds.</param>
    public MetricSeries(string labels, int bounds)
    {
        Labels = labels;
        Buckets = new long[bounds + 1];
        Exemplars = new Exemplar?[bounds + 1];
    }

    /// <summary>The labels as they are written, without braces.</summary>
    public string Labels { get; }

    /// <summary>The value; of a histogram the sum.</summary>
    public double Value { get; set; }

    /// <summary>A histogram's counts per bucket, the one above all bounds last.</summary>
    public long[] Buckets { get; }

    /// <summary>Per bucket a traced value, where there is one.</summary>
    public Exemplar?[] Exemplars { get; }
}
