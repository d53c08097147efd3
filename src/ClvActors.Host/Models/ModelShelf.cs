using ClvActors.Host.Composition;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring.Baselines;
using ClvActors.Learning.Promotion;

namespace ClvActors.Host.Models;

/// <summary>The bundles below <c>--models</c> and what the folder says of champion and challengers, for people to look at.</summary>
/// <remarks>
/// A bundle is checked like one that is to serve, which takes some 100 ms for a champion's trees, so it is kept until one of its files changes. Safe on any thread.
/// </remarks>
internal sealed class ModelShelf(HostOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTime Written, ShelvedBundle Bundle)> _seen = [];

    /// <summary>All bundles by name, broken ones too.</summary>
    public IReadOnlyList<ShelvedBundle> Bundles()
    {
        if (!Directory.Exists(options.ModelsDirectory))
        {
            return [];
        }

        return [.. new DirectoryInfo(options.ModelsDirectory).EnumerateDirectories()
            .Where(folder => BundleFolder.IsValidId(folder.Name) && folder.EnumerateFiles().Any())
            .OrderBy(folder => folder.Name, StringComparer.Ordinal)
            .Select(Look)];
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
        DateTime written = folder.EnumerateFiles().Max(file => file.LastWriteTimeUtc);
        lock (_lock)
        {
            if (_seen.TryGetValue(folder.Name, out (DateTime Written, ShelvedBundle Bundle) seen) && seen.Written == written)
            {
                return seen.Bundle;
            }

            ShelvedBundle bundle = Load(folder);
            _seen[folder.Name] = (written, bundle);
            return bundle;
        }
    }
}
