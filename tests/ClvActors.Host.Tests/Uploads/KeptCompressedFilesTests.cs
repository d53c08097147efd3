using System.IO.Compression;
using System.Text;
using ClvActors.Host.Rejects;
using ClvActors.Host.Tests.Serving;
using ClvActors.Host.Uploads;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClvActors.Host.Tests.Uploads;

public sealed class KeptCompressedFilesTests : IAsyncDisposable
{
    private readonly FakeService _service = new();
    private readonly TemporaryFolder _folder = new();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(40_000, false, "limit of 1 MiB after decompression")]
    [InlineData(5_000, true, "damaged or cut short")]
    [InlineData(5_000, false, null)]
    public async Task Keep_CompressedFile_IsReadToItsEndBeforeItIsKept(int lines, bool isCut, string? problem)
    {
        HostOptions options = new() { DataDirectory = _folder.FullPath, MaxUploadBytes = 1 << 20 };
        UploadFolder folder = new(options);
        Uploader uploader = new(_service, folder, new RejectSamples(new ManualTime()), options, new ManualTime(), NullLogger<Uploader>.Instance);
        using MemoryStream file = new();
        await using (GZipStream gzip = new(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            string text = Sales.Header + string.Concat(Enumerable.Range(0, lines).Select(line => Sales.Line($"{500_000 + line}", 2, 3, $"{line % 100}", "2011-01-01")));
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        }

        file.SetLength(isCut ? file.Length - 100 : file.Length);
        file.Position = 0;
        UploadStatus status = await uploader.KeepAsync("shop.csv.gz", file, null, TestContext.Current.CancellationToken);

        Assert.Equal(problem is null ? UploadState.Done : UploadState.Failed, status.State);
        Assert.Contains(problem ?? "", status.Problem ?? "", StringComparison.Ordinal);
        Assert.Equal(problem is null ? ["shop.csv.gz"] : [], folder.Files().Select(kept => kept.Name));
        Assert.Equal(problem is null ? 1 : 0, Directory.GetFiles(_folder.FullPath, "*", SearchOption.AllDirectories).Length);
    }
}
