namespace ClvActors.Embedded.Storage;

/// <summary>Data was written by a newer version of the program.</summary>
/// <param name="what">What cannot be read, with its file.</param>
/// <param name="found">Format version that was found.</param>
/// <param name="supported">Newest format version that this program reads.</param>
public sealed class NewerFormatException(string what, long found, long supported)
    : IOException($"{what} has format version {found}; this program reads up to version {supported}. Use a newer program.")
{
    /// <summary>Format version that was found.</summary>
    public long Found { get; } = found;

    /// <summary>Newest format version that this program reads.</summary>
    public long Supported { get; } = supported;
}
