namespace ClvActors.Embedded.Storage;

/// <summary>Finds out which kind of file system a directory lies on.</summary>
internal static class MountedFileSystem
{
    private const string Unknown = "unknown";
    private const string Mounts = "/proc/mounts";

    /// <summary>The kind, such as <c>ext4</c>; <c>unknown</c> when it cannot be told.</summary>
    public static string Of(string directory)
    {
        try
        {
            return File.Exists(Mounts)
                ? OfMounts(File.ReadLines(Mounts), directory)
                : new DriveInfo(Path.GetPathRoot(directory) ?? directory).DriveFormat;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Unknown;
        }
    }

    /// <summary>The kind of the longest mount point above the directory; of equal ones the last, which lies on top.</summary>
    private static string OfMounts(IEnumerable<string> mounts, string directory)
    {
        string kind = Unknown;
        int longest = -1;
        foreach (string mount in mounts)
        {
            string[] fields = mount.Split(' ');
            if (fields.Length < 3)
            {
                continue;
            }

            string point = fields[1].Replace("\\040", " ", StringComparison.Ordinal).TrimEnd('/');
            bool holds = directory.StartsWith(point, StringComparison.Ordinal)
                && (directory.Length == point.Length || directory[point.Length] == '/');
            if (holds && point.Length >= longest)
            {
                kind = fields[2];
                longest = point.Length;
            }
        }

        return kind;
    }
}
