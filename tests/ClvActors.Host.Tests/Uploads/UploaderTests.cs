using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Service;
using ClvActors.Host.Rejects;
using ClvActors.Host.Tests.Serving;
using ClvActors.Host.Uploads;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClvActors.Host.Tests.Uploads;

public sealed class UploaderTests : IDisposable
{
    private readonly FakeService _service = new();
    private readonly ManualTime _time = new();
    private readonly TemporaryFolder _folder = new();
    private readonly RejectSamples _rejects;

    public UploaderTests() => _rejects = new RejectSamples(_time);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Take_GoodAndBadLines_CountsThemWithExamples(bool compressed)
    {
        byte[] file = Bytes(
            Sales.Header + Sales.Line("1", 2, 3, "17", "2011-01-01") + "only,three,fields\n" + Sales.Line("C2", 2, -3, "17", "2011-01-02") + Sales.Line("1", 2, 3, "17", "2011-01-01")
            + Sales.Line("3", 2, 3, "", "2011-01-03"));

        UploadStatus status = await TakeAsync(compressed ? Compress(file) : file);

        Assert.Equal((UploadState.Done, null), (status.State, status.Problem));
        Assert.Equal((5, 1, 1), (status.Lines, status.Counts.Accepted, status.Counts.Duplicates));
        Assert.Equal(
            [(RejectReason.Malformed, 3, "only,three,fields"), (RejectReason.Cancellation, 4, null), (RejectReason.NoCustomerId, 6, null)],
            status.Samples.Select(sample => (sample.Reason, (int)sample.Line!, sample.Reason == RejectReason.Malformed ? sample.Text : null)));
        Assert.Equal(3, _rejects.Of(RejectReason.Malformed)[0].Line);
    }

    [Theory]
    [InlineData("{\"a\":1}", "JSON")]
    [InlineData("  [1]", "JSON")]
    [InlineData("<!doctype html><html>", "HTML")]
    [InlineData("", "empty")]
    [InlineData(" \n\n", "empty")]
    [InlineData("a\0b", "binary")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("PK\u0003\u0004", ".xlsx")]
    [InlineData("Invoice,StockCode,Quantity,InvoiceDate,Price,Country\n1,2,3,4,5,6\n", "Customer ID")]
    [InlineData("Invoice;StockCode;Description;Quantity;InvoiceDate;Price;Customer ID;Country\n", "semicolons")]
    public async Task Take_SomethingElse_SaysWhatAndTakesNothing(string content, string part)
    {
        UploadStatus status = await TakeAsync(Bytes(content));

        Assert.Equal(UploadState.Failed, status.State);
        Assert.Contains(part, status.Problem, StringComparison.Ordinal);
        Assert.Contains("No line of it was taken", status.Problem, StringComparison.Ordinal);
        Assert.Equal(0, _service.Batches);
    }

    [Fact]
    public async Task Take_CompressedSomethingElse_SaysWhat() =>
        Assert.Contains("JSON", (await TakeAsync(Compress(Bytes("{}")))).Problem, StringComparison.Ordinal);

    [Fact]
    public async Task Take_DamagedGzip_KeepsWhatWasAcknowledged()
    {
        byte[] whole = Compress(Bytes(Sales.Header + Lines(20_000)));

        UploadStatus status = await TakeAsync(whole[..(whole.Length / 2)]);

        Assert.Equal(UploadState.Failed, status.State);
        Assert.Contains("damaged or cut short", status.Problem, StringComparison.Ordinal);
        Assert.Contains("no line counts twice", status.Problem, StringComparison.Ordinal);
        Assert.True(status.Lines is > 0 and < 20_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Take_OverTheLimit_SaysTheLimit(bool saysItsLength)
    {
        byte[] file = Bytes(Sales.Header + Lines(40_000));

        UploadStatus status = await TakeAsync(file, new HostOptions { MaxUploadBytes = 1 << 20 }, saysItsLength ? file.Length : null);

        Assert.Equal(UploadState.Failed, status.State);
        Assert.Contains("limit of 1 MiB", status.Problem, StringComparison.Ordinal);
        Assert.Equal(saysItsLength, status.Lines == 0);
    }

    [Fact]
    public async Task Take_TextThatGrowsBeyondTheLimit_IsRefused()
    {
        UploadStatus status = await TakeAsync(Compress(Bytes(Sales.Header + Lines(40_000))), new HostOptions { MaxUploadBytes = 1 << 20 });

        Assert.Contains("limit of 1 MiB", status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_ConnectionLost_KeepsWhatWasAcknowledgedAndASecondTryCountsTheRest()
    {
        byte[] file = Bytes(Sales.Header + Lines(6_000));

        UploadStatus lost = await TakeAsync(new BrokenStream(file.AsMemory(0, 250_000)));
        UploadStatus again = await TakeAsync(file);

        Assert.Equal(UploadState.Interrupted, lost.State);
        Assert.Contains("connection was lost", lost.Problem, StringComparison.Ordinal);
        Assert.Equal(lost.Lines, lost.Counts.Accepted);
        Assert.Equal(2_000, lost.Lines);
        Assert.Equal((6_000 - lost.Lines, lost.Lines), (again.Counts.Accepted, again.Counts.Duplicates));
    }

    [Fact]
    public async Task Take_Cancelled_SaysWhatStays()
    {
        using CancellationTokenSource cancel = new();
        Uploader uploader = NewUploader(new HostOptions());
        uploader.Changed += () =>
        {
            if (uploader.Recent[0].Lines > 0)
            {
                cancel.Cancel();
            }
        };

        UploadStatus status = await uploader.TakeAsync("shop.csv", new MemoryStream(Bytes(Sales.Header + Lines(30_000))), null, cancel.Token);

        Assert.Equal(UploadState.Cancelled, status.State);
        Assert.True(status.Lines < 30_000);
        Assert.Contains("acknowledged and stay", status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_ServiceRefuses_SaysWhy()
    {
        _service.Refusal = new ServiceUnavailableException("the disk is full", true);

        UploadStatus status = await TakeAsync(Bytes(Sales.Header + Lines(5)));

        Assert.Equal(UploadState.Failed, status.State);
        Assert.Contains("the disk is full", status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keep_GoodFile_CanBeReplayed()
    {
        HostOptions options = new() { DataDirectory = _folder.FullPath };

        UploadStatus status = await NewUploader(options).KeepAsync("C:\\data\\My shop.csv", new MemoryStream(Bytes(Sales.Header + Lines(5))), null, TestContext.Current.CancellationToken);

        Assert.Equal((UploadState.Done, true, 0), (status.State, status.IsKept, _service.Batches));
        using ReplayBench bench = new(options);
        Assert.Equal(["demo", "upload/My_shop.csv"], bench.Sources.All().Select(source => source.Id));
        Assert.True(new UploadFolder(options).Delete("My_shop.csv"));
        Assert.Empty(new UploadFolder(options).Files());
    }

    [Theory]
    [InlineData("shop.csv", "Invoice,Quantity\n", "StockCode")]
    [InlineData("shop.xlsx", "Invoice,Quantity\n", "not an .xlsx workbook")]
    [InlineData("shop.txt", "", "must end in")]
    [InlineData("../.csv", "", "must end in")]
    public async Task Keep_BrokenFile_LeavesNothing(string name, string content, string part)
    {
        HostOptions options = new() { DataDirectory = _folder.FullPath };

        UploadStatus status = await NewUploader(options).KeepAsync(name, new MemoryStream(Bytes(content)), null, TestContext.Current.CancellationToken);

        Assert.Equal(UploadState.Failed, status.State);
        Assert.Contains(part, status.Problem, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.FullPath, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Keep_SameNameTwiceAtOnce_KeepsBothUntilTheLastReplacesTheOther()
    {
        HostOptions options = new() { DataDirectory = _folder.FullPath };
        Uploader uploader = NewUploader(options);
        byte[] file = Bytes(Sales.Header + Lines(5));
        Pipe first = new();
        await first.Writer.WriteAsync(file.AsMemory(0, 100), TestContext.Current.CancellationToken);
        Task<UploadStatus> slow = uploader.KeepAsync("shop.csv", first.Reader.AsStream(), null, TestContext.Current.CancellationToken);

        UploadStatus refused = await uploader.KeepAsync("shop.csv", new MemoryStream(Bytes("Invoice,Quantity\n")), null, TestContext.Current.CancellationToken);
        UploadStatus quick = await uploader.KeepAsync("shop.csv", new MemoryStream(Bytes(Sales.Header + Lines(1))), null, TestContext.Current.CancellationToken);
        await first.Writer.WriteAsync(file.AsMemory(100), TestContext.Current.CancellationToken);
        await first.Writer.CompleteAsync();

        Assert.Equal((UploadState.Failed, UploadState.Done, UploadState.Done), (refused.State, quick.State, (await slow).State));
        Assert.Equal(file, await File.ReadAllBytesAsync(Assert.Single(new UploadFolder(options).Files()).FullPath, TestContext.Current.CancellationToken));
        Assert.Single(Directory.EnumerateFiles(_folder.FullPath, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Keep_KeptFilesAtTheirLimitTogether_RefusesTheNextAndSweepsWhatAKilledServerLeft()
    {
        HostOptions options = new() { DataDirectory = _folder.FullPath, MaxUploadBytes = 1_000 };
        string uploads = Directory.CreateDirectory(Path.Combine(_folder.FullPath, "uploads")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(uploads, "old.csv.1.partial"), new byte[5_000], TestContext.Current.CancellationToken);
        Uploader uploader = NewUploader(options);
        byte[] file = Bytes(Sales.Header + Lines(8));
        Assert.InRange(file.Length, 501, 1_000);

        UploadStatus first = await uploader.KeepAsync("first.csv", new MemoryStream(file), null, TestContext.Current.CancellationToken);
        UploadStatus second = await uploader.KeepAsync("second.csv", new MemoryStream(file), null, TestContext.Current.CancellationToken);

        Assert.Equal((UploadState.Done, UploadState.Failed), (first.State, second.State));
        Assert.Contains("no room", second.Problem, StringComparison.Ordinal);
        Assert.Equal(["first.csv"], Directory.EnumerateFiles(uploads).Select(Path.GetFileName));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(line => Sales.Line($"{500_000 + line}", 2, 3, $"{line % 100}", "2011-01-01")));

    private static byte[] Compress(byte[] bytes)
    {
        using MemoryStream into = new();
        using (GZipStream gzip = new(into, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return into.ToArray();
    }

    private Uploader NewUploader(HostOptions options) => new(_service, new UploadFolder(options), _rejects, options, _time, NullLogger<Uploader>.Instance);

    private Task<UploadStatus> TakeAsync(byte[] file, HostOptions? options = null, long? length = null) =>
        NewUploader(options ?? new HostOptions()).TakeAsync("shop.csv", new MemoryStream(file), length, TestContext.Current.CancellationToken);

    private Task<UploadStatus> TakeAsync(Stream file) => NewUploader(new HostOptions()).TakeAsync("shop.csv", file, null, TestContext.Current.CancellationToken);

    /// <summary>Gives some bytes, then fails like a browser that went away.</summary>
    private sealed class BrokenStream(ReadOnlyMemory<byte> bytes) : MemoryStream(bytes.ToArray())
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new InvalidOperationException("The circuit is gone.");
        }
    }
}
