namespace ClvActors.Orleans.Storage;

/// <summary>What a store holds where a write wanted to go.</summary>
/// <param name="RowWriter">Writer of the journal row with the write's sequence; null for no such row.</param>
/// <param name="IsRowSame">Whether that row has the write's bytes.</param>
/// <param name="EntryVersion">Version of the customer's entry; 0 for none.</param>
/// <param name="EntryWriter">Writer of the entry; null for none.</param>
/// <param name="IsEntrySame">Whether the entry has the write's bytes.</param>
internal readonly record struct StoredStep(Guid? RowWriter, bool IsRowSame, long EntryVersion, Guid? EntryWriter, bool IsEntrySame)
{
    /// <summary>What becomes of a write that found something in its way.</summary>
    /// <remarks>
    /// A row of the same writer with the same bytes was stored by an earlier try of this write, together with the entry of that try. If the entry has gone on since, the
    /// step is durable all the same and the newer entry knows of it.
    /// </remarks>
    public WriteVerdict Judge(CustomerWrite write)
    {
        bool isRowStored = false;
        if (write.JournalSequence > 0 && RowWriter is { } rowWriter)
        {
            if (rowWriter != write.Writer || !IsRowSame)
            {
                return WriteVerdict.Conflict;
            }

            isRowStored = true;
        }

        if (write.EntryVersion == 0)
        {
            return isRowStored ? WriteVerdict.Stored : WriteVerdict.Free;
        }

        if (EntryVersion < write.EntryVersion)
        {
            return isRowStored ? WriteVerdict.RowStored : WriteVerdict.Free;
        }

        if (write.JournalSequence > 0 && !isRowStored)
        {
            // An entry never stands without the row of its step, so this version was another step's.
            return WriteVerdict.Conflict;
        }

        if (EntryVersion > write.EntryVersion)
        {
            return isRowStored || EntryWriter == write.Writer ? WriteVerdict.Stored : WriteVerdict.Conflict;
        }

        return EntryWriter == write.Writer && IsEntrySame ? WriteVerdict.Stored : WriteVerdict.Conflict;
    }
}
