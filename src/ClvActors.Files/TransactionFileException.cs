namespace ClvActors.Files;

/// <summary>A transaction file that cannot be read or written as a whole; the message is one clear line for the person who named the file.</summary>
public sealed class TransactionFileException : Exception
{
    /// <summary>Makes the exception without a message.</summary>
    public TransactionFileException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">One line that begins with the name of the file.</param>
    public TransactionFileException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    /// <param name="message">One line that begins with the name of the file.</param>
    /// <param name="innerException">The cause.</param>
    public TransactionFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
