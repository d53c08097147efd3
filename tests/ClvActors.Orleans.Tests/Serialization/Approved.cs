using System.Runtime.CompilerServices;

namespace ClvActors.Orleans.Tests.Serialization;

/// <summary>Compares with what an earlier build wrote and what databases and silos of other versions hold.</summary>
/// <remarks>
/// A new member lengthens what is written: approve it only if the former bytes are kept as a file of their own and still read. The message of a failed comparison holds the new content.
/// </remarks>
internal static class Approved
{
    public static byte[] Bytes(string name) => Convert.FromHexString(string.Concat(File.ReadAllText(Path(name + ".hex")).Where(char.IsAsciiHexDigit)));

    public static void Equal(string name, byte[] actual) =>
        EqualText(name + ".hex", string.Join('\n', Convert.ToHexString(actual).Chunk(64).Select(line => new string(line))) + "\n");

    public static void EqualText(string file, string actual)
    {
        string path = Path(file);
        string expected = File.Exists(path) ? File.ReadAllText(path) : "(no file)";
        Assert.True(expected == actual, $"{path} differs. Now:\n{actual}");
    }

    private static string Path(string file, [CallerFilePath] string caller = "") =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(caller)!, "Approved", file);
}
