namespace ClvActors.Files;

/// <summary>A forward-only pass over the lines of a transaction file.</summary>
/// <remarks>
/// Memory does not grow with the file (a workbook's shared texts excepted). A malformed line is returned with its reason and the pass goes
/// on; a file that is broken as a whole throws <see cref="TransactionFileException"/>. Not thread-safe.
/// </remarks>
public abstract class TransactionReader : IDisposable
{
    /// <summary>How many bytes of the stored (compressed) file have been taken in so far, for progress; runs ahead of the lines by a buffer.</summary>
    public abstract long BytesRead { get; }

    /// <summary>Size of the stored file in bytes; null when it is unknown.</summary>
    public abstract long? BytesTotal { get; }

    /// <summary>Reads the next line; blank lines are passed over.</summary>
    /// <param name="line">The line, or <c>default</c> at the end.</param>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="TransactionFileException">The rest of the file cannot be read.</exception>
    public abstract bool TryRead(out FileLine line);

    /// <summary>The stored text of the line that was read last, for telling people what is wrong with it.</summary>
    /// <param name="most">Most characters, at least 1; what is longer is cut and ends in an ellipsis.</param>
    /// <returns>One line without control characters; null where the file has no text of its own, as in a workbook.</returns>
    public virtual string? LastText(int most) => null;

    /// <summary>The remaining lines, read as they are asked for.</summary>
    /// <exception cref="TransactionFileException">The rest of the file cannot be read.</exception>
    public IEnumerable<FileLine> ReadAll()
    {
        while (TryRead(out FileLine line))
        {
            yield return line;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the reader holds.</summary>
    /// <param name="disposing">Whether it is called from <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}
