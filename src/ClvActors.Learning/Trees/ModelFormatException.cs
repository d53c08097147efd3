namespace ClvActors.Learning.Trees;

/// <summary>A model cannot be used: its text is broken, or it needs something that this project does not support.</summary>
/// <remarks>The message names what is wrong and where (file, tree number, key) and is fit to be shown to a user as it is.</remarks>
public sealed class ModelFormatException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public ModelFormatException()
    {
    }

    /// <summary>An exception that says what is wrong and where.</summary>
    public ModelFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what is wrong and where, with its cause.</summary>
    public ModelFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
