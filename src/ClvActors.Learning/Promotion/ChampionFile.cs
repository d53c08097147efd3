using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Promotion;

/// <summary>Reads and replaces <c>champion.json</c> in a folder of model bundles.</summary>
/// <remarks>
/// The file is replaced by the rename of a synced one, so every reader, also one in another process or after a crash, finds the old content or the new, never a part. Its bundle is checked against the
/// fingerprint that was promoted. Stateless; safe on any thread. Of two processes that replace the file in the same instant the later rename stands.
/// </remarks>
public static class ChampionFile
{
    /// <summary>Name of the file.</summary>
    public const string Name = "champion.json";

    /// <summary>Where the file lies.</summary>
    /// <param name="modelsDirectory">Folder that holds one folder per bundle.</param>
    public static string PathIn(string modelsDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelsDirectory);
        return Path.Combine(modelsDirectory, Name);
    }

    /// <summary>Reads the file.</summary>
    /// <param name="modelsDirectory">Folder that holds one folder per bundle.</param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="InvalidDataException">It cannot be read, is broken or newer than this build; one sentence that names the file and the field.</exception>
    public static ChampionPointer? Find(string modelsDirectory)
    {
        string path = PathIn(modelsDirectory);
        try
        {
            return Parse(path, File.ReadAllBytes(path));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: cannot be read: {failed.Message}", failed);
        }
    }

    /// <summary>Reads the file's content.</summary>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="InvalidDataException">It is broken or newer than this build; one sentence that names the file and the field.</exception>
    public static ChampionPointer Parse(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            ChampionPointer pointer = ManifestJson.Read<ChampionPointer>(content);
            Check(pointer);
            return pointer;
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
    }

    /// <summary>Loads the bundle of a record.</summary>
    /// <param name="modelsDirectory">Folder that holds one folder per bundle.</param>
    /// <param name="record">The champion, or a former one.</param>
    /// <exception cref="InvalidDataException">The bundle is missing or broken, or is not the one that was promoted; one sentence that names its folder.</exception>
    public static ModelBundle Open(string modelsDirectory, ChampionRecord record)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelsDirectory);
        ArgumentNullException.ThrowIfNull(record);
        string folder = Path.Combine(modelsDirectory, record.Bundle);
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException($"{folder}: no such bundle, and {Name} names it");
        }

        ModelBundle bundle = ModelBundle.Load(folder);
        if (bundle.Fingerprint != record.Fingerprint)
        {
            throw new InvalidDataException($"{folder}: is not the bundle that was promoted, its fingerprint {bundle.Fingerprint} differs from the one in {Name}, {record.Fingerprint}");
        }

        return bundle;
    }

    /// <summary>Replaces the file.</summary>
    /// <param name="modelsDirectory">Folder that holds one folder per bundle.</param>
    /// <param name="before">What was read; null for no file. The file is left alone when it has another champion by now.</param>
    /// <param name="next">The new content.</param>
    /// <exception cref="InvalidDataException">The file is broken or has changed since it was read.</exception>
    /// <exception cref="IOException">The disk refuses; the old content stands.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written; the old content stands.</exception>
    public static void Replace(string modelsDirectory, ChampionPointer? before, ChampionPointer next) =>
        Replace(modelsDirectory, before, next, static (from, to) => File.Move(from, to, overwrite: true));

    /// <summary>Replaces the file by a given rename, which a test can interrupt.</summary>
    internal static void Replace(string modelsDirectory, ChampionPointer? before, ChampionPointer next, Action<string, string> rename)
    {
        ArgumentNullException.ThrowIfNull(next);
        string path = PathIn(modelsDirectory);

        // A name of its own, so that two processes never write into one file; what a killed one leaves behind is read by nobody.
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        ChampionRecord? now = Find(modelsDirectory)?.Champion;
        if (now?.Fingerprint != before?.Champion.Fingerprint)
        {
            throw new InvalidDataException($"{path}: the champion became {now?.Bundle ?? "none"} in the meantime, nothing was changed");
        }

        try
        {
            using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(ManifestJson.Write(next));
                file.Flush(flushToDisk: true);
            }

            rename(temporary, path);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void Check(ChampionPointer pointer)
    {
        int format = pointer.FormatVersion;
        if (format is < 1 or > ChampionPointer.CurrentFormatVersion)
        {
            throw new InvalidDataException($"the field format_version is {format}, this build reads 1 to {ChampionPointer.CurrentFormatVersion}");
        }

        CheckRecord(pointer.Champion, "champion");
        for (int index = 0; index < pointer.Former.Count; index++)
        {
            CheckRecord(pointer.Former[index], $"former[{index}]");
        }
    }

    // A bundle's name becomes a path: nothing may lead out of the models folder.
    private static void CheckRecord(ChampionRecord record, string field)
    {
        if (!BundleManifest.IsValidId(record.Bundle))
        {
            throw new InvalidDataException($"the field {field}.bundle is '{record.Bundle}', expected small letters, digits, '-', '_' and '.'");
        }

        if (record.Fingerprint.Length == 0)
        {
            throw new InvalidDataException($"the field {field}.fingerprint is empty");
        }
    }
}
