namespace ClvActors.Embedded.Journal;

/// <summary>When committed frames become durable.</summary>
public enum LogDurability
{
    /// <summary>Before <see cref="LogWriter.Commit"/> returns: nothing acknowledged is lost, whatever happens.</summary>
    Synced,

    /// <summary>
    /// When the operating system gets to it, or at <see cref="LogWriter.Sync"/>: a killed process loses nothing, a power cut loses what was committed since the last
    /// sync, from some commit onwards and never from the middle.
    /// </summary>
    Relaxed,
}
