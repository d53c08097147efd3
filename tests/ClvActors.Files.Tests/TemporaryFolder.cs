using System.IO.Compression;
using System.Text;

namespace ClvActors.Files.Tests;

/// <summary>A folder of one test's own, removed afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-files-");

    internal string Root => _folder.FullName;

    internal string this[string name] => Path.Combine(_folder.FullName, name);

    internal string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    internal string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    internal static byte[] Compress(byte[] bytes)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
