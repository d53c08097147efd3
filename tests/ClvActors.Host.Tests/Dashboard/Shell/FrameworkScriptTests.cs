using System.IO.Compression;
using System.Text;
using ClvActors.Host.Dashboard.Shell;

namespace ClvActors.Host.Tests.Dashboard.Shell;

public sealed class FrameworkScriptTests
{
    [Fact]
    public void Load_EmbeddedPack_GivesTheWholeScript()
    {
        FrameworkScript script = FrameworkScript.Instance;

        string text = Encoding.UTF8.GetString(script.Text);
        Assert.StartsWith("!function(){\"use strict\"", text, StringComparison.Ordinal);
        Assert.EndsWith("}();", text.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("blazorpack", text, StringComparison.Ordinal);
        using GZipStream zip = new(new MemoryStream(script.Compressed), CompressionMode.Decompress);
        using MemoryStream unzipped = new();
        zip.CopyTo(unzipped);
        Assert.Equal(script.Text, unzipped.ToArray());
    }
}
