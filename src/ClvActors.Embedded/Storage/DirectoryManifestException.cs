namespace ClvActors.Embedded.Storage;

/// <summary>The data directory's manifest cannot be read or does not belong to what lies beside it.</summary>
/// <param name="file">The manifest's file.</param>
/// <param name="reason">What is wrong with it, without a full stop.</param>
/// <param name="cause">The parser's error, if there is one.</param>
public sealed class DirectoryManifestException(string file, string reason, Exception? cause = null)
    : IOException($"The manifest {file} cannot be used: {reason}.", cause);
