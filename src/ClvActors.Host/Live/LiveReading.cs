using ClvActors.Domain.Service;

namespace ClvActors.Host.Live;

/// <summary>How the service stood at one moment, for everyone who looks.</summary>
public sealed record LiveReading
{
    /// <summary>Before the first reading.</summary>
    public static LiveReading None { get; } = new();

    /// <summary>The service's newest answer; null before there is one.</summary>
    public ServiceStatus? Status { get; init; }

    /// <summary>The five segments; empty before there is an answer.</summary>
    public IReadOnlyList<SegmentSummary> Segments { get; init; } = [];

    /// <summary>Lines taken per second over the last seconds.</summary>
    public double LinesPerSecond { get; init; }

    /// <summary>Median of the last minute's times to the acknowledgement; null when nothing was acknowledged.</summary>
    public TimeSpan? AcknowledgementMedian { get; init; }

    /// <summary>99th percentile of the last minute's times to the acknowledgement; null when nothing was acknowledged.</summary>
    public TimeSpan? Acknowledgement99 { get; init; }

    /// <summary>When <see cref="Status"/> was read.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>Why there is no newer answer, in a sentence; null while the service answers.</summary>
    public string? Problem { get; init; }

    /// <summary>Sum of all predicted values.</summary>
    public double TotalValue => Segments.Sum(segment => segment.TotalValue);
}
