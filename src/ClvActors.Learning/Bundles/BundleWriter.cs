using System.Text;
using ClvActors.Learning.Monitoring.Baselines;
using ClvActors.Learning.Trees.LightGbmText;

namespace ClvActors.Learning.Bundles;

/// <summary>Writes model bundles, each as a whole or not at all.</summary>
/// <remarks>
/// The files are written into <c>FOLDER.partial</c> beside the target, which then takes its name. Safe from any number of threads for different folders.
/// </remarks>
public static class BundleWriter
{
    /// <summary>Tells whether a bundle could be written, before the work of making one is begun.</summary>
    /// <param name="folder">The bundle's folder.</param>
    /// <param name="overwrite">Whether a bundle that is there may be replaced.</param>
    /// <exception cref="IOException">
    /// The folder is a file, holds a bundle and <paramref name="overwrite"/> is false, holds something else, or its parent cannot be made; one sentence that names it.
    /// </exception>
    public static void CheckTarget(string folder, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = Normalise(folder);
        if (File.Exists(path))
        {
            throw new IOException($"{folder}: is a file, expected a folder to make");
        }

        if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any())
        {
            return;
        }

        if (!File.Exists(Path.Combine(path, BundleFileNames.Manifest)))
        {
            throw new IOException($"{folder}: is a folder with other files in it, name one that is empty or does not exist yet");
        }

        if (!overwrite)
        {
            throw new IOException($"{folder}: there is a bundle already");
        }
    }

    /// <summary>Writes manifest, the parts' trees and the model card.</summary>
    /// <param name="folder">The bundle's folder; missing parents are made. An empty folder is taken.</param>
    /// <param name="trained">The bundle; hashes and numbers of trees are filled in here.</param>
    /// <param name="overwrite">Whether a bundle that is there is replaced.</param>
    /// <param name="baseline">Counts the baseline that live customers are compared with, of the bundle as it will load; null for none.</param>
    /// <returns>The bundle as read back from the folder.</returns>
    /// <exception cref="IOException">See <see cref="CheckTarget"/>, or the disk refuses; the target is as it was before.</exception>
    /// <exception cref="InvalidDataException">The bundle would not load; nothing is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static ModelBundle Write(string folder, TrainedBundle trained, bool overwrite = false, Func<ModelBundle, PopulationBaseline>? baseline = null)
    {
        ArgumentNullException.ThrowIfNull(trained);
        CheckTarget(folder, overwrite);
        byte[][] files = [.. trained.Trees.Select(trees => Encoding.UTF8.GetBytes(LightGbmTextWriter.WriteText(trees)))];
        BundleManifest complete = trained.Manifest with
        {
            Parts = [.. trained.Manifest.Parts.Select((part, index) => part with { Sha256 = ModelBundle.HashOf(files[index]), Trees = trained.Trees[index].Trees.Count })],
        };

        string target = Normalise(folder);
        string partial = target + ".partial";
        DeleteFolder(partial);
        try
        {
            Directory.CreateDirectory(partial);
            File.WriteAllBytes(Path.Combine(partial, BundleFileNames.Manifest), ManifestJson.Write(complete));
            for (int index = 0; index < files.Length; index++)
            {
                File.WriteAllBytes(Path.Combine(partial, complete.Parts[index].File), files[index]);
            }

            ModelBundle loaded = ModelBundle.Load(partial);
            if (baseline is not null)
            {
                File.WriteAllBytes(BaselineFile.PathIn(partial), BaselineFile.Write(baseline(loaded)));
            }

            // Of a manifest that is known to be sound.
            File.WriteAllText(Path.Combine(partial, BundleFileNames.Card), ModelCard.Render(complete));
            Replace(partial, target);
        }
        finally
        {
            DeleteFolder(partial);
        }

        return ModelBundle.Load(folder);
    }

    private static string Normalise(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    // A folder cannot be renamed over another that is not empty: the old bundle steps aside first and comes back if the new one cannot take its place.
    private static void Replace(string partial, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(partial, target);
            return;
        }

        string replaced = target + ".replaced";
        DeleteFolder(replaced);
        Directory.Move(target, replaced);
        try
        {
            Directory.Move(partial, target);
        }
        catch
        {
            Directory.Move(replaced, target);
            throw;
        }

        DeleteFolder(replaced);
    }

    private static void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
