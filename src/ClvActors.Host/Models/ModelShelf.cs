using ClvActors.Host.Composition;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring.Baselines;
using ClvActors.Learning.Promotion;

namespace ClvActors.Host.Models;

/// <summary>The bundles below <c>--models</c> and what the folder says of champion and challengers.</summary>
/// <remarks>
/// A bundle is checked like one that is to serve, which takes some 100 ms for a champion's trees; what was found is kept until one of its files changes or its folder is gone. Its trees are not: a folder that
/// gets a candidate every night would fill the memory. Safe on any thread.
/// </remarks>
internal sealed class ModelShelf(HostOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTime Written, ShelvedBundle Bundle)> _seen = [];

    /// <summary>The models folder.</summary>
    public string Folder => options.ModelsDirectory;

    /// <summary>All bundles by name, broken ones too.</summary>
    public IReadOnlyList<ShelvedBundle> Bundles()
    {
        List<DirectoryInfo> folders = Directory.Exists(options.ModelsDirectory)
            ? [.. new DirectoryInfo(options.ModelsDirectory).EnumerateDirectories()
                .Where(folder => BundleFolder.IsValidId(folder.Name) && folder.EnumerateFiles().Any())
                .OrderBy(folder => folder.Name, StringComparer.Ordinal)]
            : [];
        lock (_lock)
        {
            foreach (string gone in _seen.Keys.Except(folders.Select(folder => folder.Name)).ToList())
            {
                _seen.Remove(gone);
            }

            return [.. folders.Select(Look)];
        }
    }

    /// <summary>Reads a bundle with its trees.</summary>
    /// <param name="id">Its name.</param>
    /// <returns>Null when there is no such folder with a manifest.</returns>
    /// <exception cref="InvalidDataException">It is broken; one sentence that names the file and the field.</exception>
    public ModelBundle? Open(string id)
    {
        string folder = BundleFolder.PathOf(options, id);
        return BundleFolder.IsValidId(id) && File.Exists(Path.Combine(folder, BundleFileNames.Manifest)) ? ModelBundle.Load(folder) : null;
    }

    /// <summary>The champion and its history; null when the folder has no <c>champion.json</c>.</summary>
    /// <param name="problem">Why the file cannot be read; null when it can.</param>
    public ChampionPointer? Champion(out string? problem)
    {
        problem = null;
        try
        {
            return ChampionFile.Find(options.ModelsDirectory);
        }
        catch (InvalidDataException broken)
        {
            problem = broken.Message;
            return null;
        }
    }

    private static ShelvedBundle Load(DirectoryInfo folder)
    {
        try
        {
            ModelBundle bundle = ModelBundle.Load(folder.FullName);
            return new ShelvedBundle(folder.Name, bundle.Manifest, bundle.Fingerprint, Baseline(bundle), null);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new ShelvedBundle(folder.Name, null, null, null, broken.Message);
        }
    }

    private static PopulationBaseline? Baseline(ModelBundle bundle)
    {
        try
        {
            return BaselineFile.Find(bundle);
        }
        catch (InvalidDataException)
        {
            // Monitoring tells it, and takes a baseline of its own; the bundle can serve.
            return null;
        }
    }

    private ShelvedBundle Look(DirectoryInfo folder)
    {
        DateTime written = folder.EnumerateFiles().Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max();
        if (_seen.TryGetValue(folder.Name, out (DateTime Written, ShelvedBundle Bundle) seen) && seen.Written == written)
        {
            return seen.Bundle;
        }

        ShelvedBundle bundle = Load(folder);
        _seen[folder.Name] = (written, bundle);
        return bundle;
    }
}
