namespace ClvActors.Learning.Evaluation.Reports;

/// <summary>Replaces several files of a folder together: all of them, or none when an error stops it.</summary>
/// <remarks>Each file is whole at every moment. A process that is killed between two renames leaves new files beside old ones, with the old ones kept as <c>.replaced</c>.</remarks>
internal static class FileReplacement
{
    /// <summary>Writes the files.</summary>
    /// <param name="directory">The folder, made where it is missing.</param>
    /// <param name="files">Name and content of each.</param>
    /// <exception cref="IOException">The disk refuses; the files are as they were before.</exception>
    public static void Write(string directory, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        Directory.CreateDirectory(directory);
        string[] targets = [.. files.Select(file => Path.Combine(directory, file.Name))];
        int placed = 0;
        try
        {
            for (int i = 0; i < targets.Length; i++)
            {
                File.WriteAllBytes(Partial(targets[i]), files[i].Content);
            }

            for (; placed < targets.Length; placed++)
            {
                Place(targets[placed]);
            }
        }
        catch
        {
            foreach (string target in targets.Take(placed))
            {
                TakeBack(target);
            }

            Clear(targets);
            throw;
        }

        Clear(targets);
    }

    private static void Clear(string[] targets)
    {
        foreach (string target in targets)
        {
            File.Delete(Partial(target));
            File.Delete(Replaced(target));
        }
    }

    private static string Partial(string target) => target + ".partial";

    private static string Replaced(string target) => target + ".replaced";

    private static void Place(string target)
    {
        File.Delete(Replaced(target));
        if (File.Exists(target))
        {
            File.Copy(target, Replaced(target));
        }

        File.Move(Partial(target), target, overwrite: true);
    }

    private static void TakeBack(string target)
    {
        if (File.Exists(Replaced(target)))
        {
            File.Move(Replaced(target), target, overwrite: true);
        }
        else
        {
            File.Delete(target);
        }
    }
}
