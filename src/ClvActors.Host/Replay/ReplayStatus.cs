using ClvActors.Domain.Cleaning;

namespace ClvActors.Host.Replay;

/// <summary>How the replay stands; immutable.</summary>
internal sealed record ReplayStatus
{
    /// <summary>Before anything has been started.</summary>
    public static ReplayStatus Nothing { get; } = new();

    /// <summary>What it is doing.</summary>
    public ReplayState State { get; init; }

    /// <summary>What is or was replayed; null before the first start.</summary>
    public IReplaySource? Source { get; init; }

    /// <summary>The speed of now: the operator's, otherwise the source's own at the position; null before the first start.</summary>
    public ReplaySpeed? Speed { get; init; }

    /// <summary>Whether an operator has chosen the speed.</summary>
    public bool IsSpeedChosen { get; init; }

    /// <summary>Whether the file is still being read and put into order.</summary>
    public bool IsReading { get; init; }

    /// <summary>The newest day of which lines were acknowledged; null before the first.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Share of the file that was read or, once it streams, of the source that was sent, 0 to 1; null when it is not known.</summary>
    public double? Share { get; init; }

    /// <summary>What became of the lines that were acknowledged.</summary>
    public IngestCounts Counts { get; init; } = new();

    /// <summary>When it was started; null before the first start.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Why it failed; null unless <see cref="State"/> is <see cref="ReplayState.Failed"/>.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether a stream is under way, held or not.</summary>
    public bool IsUnderWay => State is ReplayState.Running or ReplayState.Paused;
}
