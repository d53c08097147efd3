namespace ClvActors.Embedded.Journal;

/// <summary>One valid frame of the log.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Sequence">Its sequence number, from 1, ascending over the log.</param>
/// <param name="GroupFirst">Sequence number of the first frame of its commit group.</param>
/// <param name="Offset">Where it starts in the log file.</param>
/// <param name="EndOffset">Where it ends; a snapshot taken after it records this offset.</param>
/// <param name="Payload">Its content, to be read by the kind's codec. Belongs to the reader and is overwritten when the next frame is read.</param>
public readonly record struct LogFrame(
    FrameKind Kind, long Sequence, long GroupFirst, long Offset, long EndOffset, ReadOnlyMemory<byte> Payload);
