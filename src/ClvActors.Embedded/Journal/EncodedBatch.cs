namespace ClvActors.Embedded.Journal;

/// <summary>A batch's payload, ready to be appended.</summary>
/// <remarks>Its memory comes from the array pool: dispose it once it is appended, then it must not be used. Not thread-safe, but may be handed over.</remarks>
public sealed class EncodedBatch : IDisposable
{
    private readonly PayloadWriter _writer;

    internal EncodedBatch(PayloadWriter writer, int lines)
    {
        _writer = writer;
        Lines = lines;
    }

    /// <summary>The payload.</summary>
    public ReadOnlySpan<byte> Payload => _writer.Written;

    /// <summary>How many lines it holds whole.</summary>
    public int Lines { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _writer.Dispose();
}
