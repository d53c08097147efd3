namespace ClvActors.Embedded.Journal;

/// <summary>Durable data of the log or of a payload is not what was written; the start is refused.</summary>
/// <param name="file">The file.</param>
/// <param name="offset">Offset of the first byte that cannot be trusted.</param>
/// <param name="reason">What is wrong, without a full stop.</param>
public sealed class LogDamagedException(string file, long offset, string reason)
    : IOException($"The log {file} is damaged at offset {offset}: {reason}. Restore the file from a copy.")
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>Offset of the first byte that cannot be trusted.</summary>
    public long Offset { get; } = offset;
}
