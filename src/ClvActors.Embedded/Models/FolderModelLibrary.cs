using ClvActors.Learning.Bundles;

namespace ClvActors.Embedded.Models;

/// <summary>Keeps the bundles that have served in the folder <c>models</c> of a data directory.</summary>
/// <param name="dataDirectory">The data directory.</param>
/// <remarks>A bundle is copied under a temporary name and renamed, and never changed afterwards. Not thread-safe.</remarks>
public sealed class FolderModelLibrary(string dataDirectory) : IModelLibrary
{
    private const int FingerprintDigits = 16;

    private readonly string _folder = Path.Combine(dataDirectory, "models");

    /// <inheritdoc/>
    public string Keep(IValueModel model)
    {
        string name = $"{model.Id}-{model.Fingerprint[..FingerprintDigits]}";
        string target = Path.Combine(_folder, name);
        if (Directory.Exists(target))
        {
            return name;
        }

        string partial = target + ".partial";
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        Directory.CreateDirectory(partial);
        foreach (string file in Directory.EnumerateFiles(model.Folder))
        {
            File.Copy(file, Path.Combine(partial, Path.GetFileName(file)));
        }

        Directory.Move(partial, target);
        return name;
    }

    /// <inheritdoc/>
    public IValueModel Load(string name) => ModelBundle.Load(Path.Combine(_folder, name));

    /// <inheritdoc/>
    public IValueModel Open(string folder) => ModelBundle.Load(folder);
}
