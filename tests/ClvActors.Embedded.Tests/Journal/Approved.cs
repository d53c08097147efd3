using System.Runtime.CompilerServices;

namespace ClvActors.Embedded.Tests.Journal;

/// <summary>Compares bytes with those that an earlier build wrote and that people's disks hold.</summary>
/// <remarks>A file changes only together with a version number of the format. The message of a failed comparison holds the new bytes.</remarks>
internal static class Approved
{
    public static byte[] Bytes(string name, [CallerFilePath] string caller = "") =>
        Convert.FromHexString(string.Concat(File.ReadAllText(Path(name, caller)).Where(char.IsAsciiHexDigit)));

    public static void Equal(string name, ReadOnlySpan<byte> actual, [CallerFilePath] string caller = "")
    {
        string path = Path(name, caller);
        string expected = File.Exists(path) ? File.ReadAllText(path) : "(no file)";
        string lines = string.Join('\n', Convert.ToHexString(actual).Chunk(64).Select(line => new string(line))) + "\n";
        Assert.True(expected == lines, $"{path} differs. Now:\n{lines}");
    }

    private static string Path(string name, string caller) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(caller)!, "Approved", name + ".hex");
}
