namespace ClvActors.CommandLine;

/// <summary>A file that does not hold what it should, or cannot be written; the message is one clear line that begins with its name.</summary>
internal sealed class WrongInputException : Exception
{
    public WrongInputException(string message)
        : base(message)
    {
    }

    public WrongInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
