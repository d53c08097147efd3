using ClvActors.Domain.Scoring;
using ClvActors.Embedded.Storage;
using ClvActors.Learning.Bundles;

namespace ClvActors.Embedded.Models;

/// <summary>Keeps the bundles that have served in the folder <c>models</c> of a data directory.</summary>
/// <param name="dataDirectory">The data directory.</param>
/// <remarks>
/// A bundle is copied under a temporary name, synced, renamed and never changed afterwards, so that it is durable before the log names it. Not thread-safe.
/// </remarks>
public sealed class FolderModelLibrary(string dataDirectory) : IModelLibrary
{
    private const int FingerprintDigits = 16;

    private readonly string _folder = Path.Combine(dataDirectory, "models");

    /// <inheritdoc/>
    /// <exception cref="StorageFullException">No space is left; nothing of the copy stays.</exception>
    public string Keep(IValueModel model)
    {
        string name = $"{model.Id}-{model.Fingerprint[..FingerprintDigits]}";
        string target = Path.Combine(_folder, name);
        if (Directory.Exists(target))
        {
            return name;
        }

        string partial = target + ".partial";
        DeleteFolder(partial);
        try
        {
            Directory.CreateDirectory(partial);
            foreach (string file in Directory.EnumerateFiles(model.Folder))
            {
                Copy(file, Path.Combine(partial, Path.GetFileName(file)));
            }

            FolderSync.Sync(partial);
            Directory.Move(partial, target);
            FolderSync.Sync(_folder);
            FolderSync.Sync(dataDirectory);
            return name;
        }
        catch (IOException full) when (DiskError.IsFull(full))
        {
            DeleteFolder(partial);
            throw new StorageFullException(partial, full);
        }
    }

    /// <inheritdoc/>
    public IValueModel Load(string name)
    {
        string folder = Path.Combine(_folder, name);
        return Directory.Exists(folder)
            ? ModelBundle.Load(folder)
            : throw new InvalidDataException($"The data directory {dataDirectory} is damaged: its log names the bundle {name}, and {folder} is missing.");
    }

    /// <inheritdoc/>
    public IValueModel Open(string folder) => ModelBundle.Load(folder);

    private static void Copy(string from, string to)
    {
        using FileStream source = File.OpenRead(from);
        using FileStream copy = new(to, FileMode.Create, FileAccess.Write);
        source.CopyTo(copy);
        copy.Flush(flushToDisk: true);
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
