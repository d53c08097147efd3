using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Dashboard.Shell;

/// <summary>Blazor's own script, which draws in the browser what the server's components render.</summary>
/// <remarks>
/// .NET 10 ships it as a package of its own, Microsoft.AspNetCore.App.Internal.Assets, that registries do not have everywhere; up to .NET 9 it lay inside an assembly of the framework, and the runtime pack with that assembly
/// restores. The script of .NET 9 speaks the same protocol (blazorpack 1) to a server of .NET 10; what it lacks are calls that are new in .NET 10 (constructors and properties over JavaScript interop, pausing a circuit),
/// which neither these pages nor Radzen use. Immutable; safe on any thread.
/// </remarks>
internal sealed class FrameworkScript
{
    private const string Pack = "framework-script.dll";
    private const string Name = "_framework/blazor.web.js";

    private FrameworkScript(byte[] text)
    {
        Text = text;
        using MemoryStream compressed = new();
        using (GZipStream zip = new(compressed, CompressionLevel.SmallestSize))
        {
            zip.Write(text);
        }

        Compressed = compressed.ToArray();
        Hash = Convert.ToHexStringLower(SHA256.HashData(text))[..16];
    }

    /// <summary>The one script of this build.</summary>
    public static FrameworkScript Instance { get; } = Load();

    /// <summary>The script, UTF-8.</summary>
    public byte[] Text { get; }

    /// <summary>The script as gzip.</summary>
    public byte[] Compressed { get; }

    /// <summary>16 hexadecimal digits that change with the script.</summary>
    public string Hash { get; }

    /// <summary>Where pages find it.</summary>
    public string Path => $"{Name}?v={Hash}";

    /// <summary>Maps the script.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/" + Name, Serve).ExcludeFromDescription();

    private static FileContentHttpResult Serve(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = "Accept-Encoding";
        bool zipped = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (zipped)
        {
            context.Response.Headers.ContentEncoding = "gzip";
        }

        return TypedResults.Bytes(zipped ? Instance.Compressed : Instance.Text, "text/javascript; charset=utf-8");
    }

    private static FrameworkScript Load()
    {
        using Stream pack = typeof(FrameworkScript).Assembly.GetManifestResourceStream(Pack)
            ?? throw new InvalidOperationException($"The build has left out {Pack}.");
        using PEReader file = new(pack);
        MetadataReader metadata = file.GetMetadataReader();
        ManifestResource resource = metadata.ManifestResources.Select(metadata.GetManifestResource).Single(one => metadata.GetString(one.Name) == Name);
        ImmutableArray<byte> tail = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress)
            .GetContent((int)resource.Offset, sizeof(int));
        int length = BitConverter.ToInt32(tail.AsSpan());
        return new FrameworkScript([.. file.GetSectionData(file.PEHeaders.CorHeader.ResourcesDirectory.RelativeVirtualAddress)
            .GetContent((int)resource.Offset + sizeof(int), length)]);
    }
}
