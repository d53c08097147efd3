namespace ClvActors.Host.Replay;

/// <summary>What the replay is doing.</summary>
internal enum ReplayState
{
    /// <summary>Nothing has been started, or it was stopped.</summary>
    Idle,

    /// <summary>Lines stream in, or their file is being read.</summary>
    Running,

    /// <summary>Held by an operator.</summary>
    Paused,

    /// <summary>The last line has been sent.</summary>
    Ended,

    /// <summary>It could not go on; the status says why.</summary>
    Failed,
}
