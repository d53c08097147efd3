using System.Text;
using ClvActors.Domain.Features;
using ClvActors.Domain.Service;
using ClvActors.Host.Dashboard;
using ClvActors.Host.Tests.Monitoring;
using ClvActors.Host.Tests.Serving;
using ClvActors.Host.WhatIfs;

namespace ClvActors.Host.Tests.WhatIfs;

/// <summary>Long files of what-ifs, and the CSV of them.</summary>
public sealed class WhatIfFilesTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeService _service = new();
    private readonly EntryLog<WhatIfStore> _log = new();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("one")]
    [InlineData("one\n")]
    [InlineData("one\n\ntwo\nthr")]
    [InlineData("one\ntwo\nthree\n")]
    public void Read_SomeLines_GivesTheWholeOnesFromTheEnd(string text)
    {
        using FileStream file = File.OpenRead(_folder.Write("lines", text));

        int end = text.LastIndexOf('\n') + 1;
        string[] expected = end == 0 ? [] : [.. text[..(end - 1)].Split('\n').Reverse()];
        Assert.Equal(end, LastLines.EndOf(file));
        Assert.Equal(expected, LastLines.Read(file).Select(line => Encoding.UTF8.GetString(line!)));
    }

    [Fact]
    public void Read_LongLines_AreReadToTheLimitOfALine()
    {
        string[] lines = [new string('a', LastLines.Longest), new string('b', LastLines.Longest + 1), new string('c', 40_000), "d"];
        using FileStream file = File.OpenRead(_folder.Write("lines", string.Concat(lines.Select(line => line + "\n"))));

        Assert.Equal([1, 40_000, null, LastLines.Longest], LastLines.Read(file).Select(line => line?.Length));
    }

    [Fact]
    public async Task Open_FileOfThreeGibibytes_ReadsItsEnd()
    {
        StoredWhatIf stored = await AddAsync(Open(), "last");
        string path = Path.Combine(_folder.FullPath, WhatIfStore.FileName);
        byte[] line = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await using (FileStream file = new(path, FileMode.Create))
        {
            // A hole: it takes no room on the disk.
            file.Position = 3L << 30;
            for (int at = 0; at <= WhatIfStore.Listed; at++)
            {
                file.Write((byte[])[(byte)'\n', .. line[..^1]]);
            }

            file.WriteByte((byte)'\n');
        }

        WhatIfStore store = Open();

        Assert.Equal(WhatIfStore.Listed, store.List(int.MaxValue).Items.Count);
        Assert.Equal("last", store.Find(stored.Id)?.Name);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task Add_FileAtItsLimit_BeginsANewOneAndListsBoth()
    {
        WhatIfStore store = Open(mostBytes: 2_000);
        List<string> names = [];
        for (int at = 1; at <= 20; at++)
        {
            names.Insert(0, $"number {at}");
            await AddAsync(store, names[0]);
        }

        FileInfo[] files = [.. new DirectoryInfo(_folder.FullPath).GetFiles().OrderBy(file => file.Name)];
        Assert.Equal([WhatIfStore.FormerFileName, WhatIfStore.FileName], files.Select(file => file.Name));
        Assert.All(files, file => Assert.InRange(file.Length, 1, 2_000));
        Assert.Equal(names, store.List(100).Items.Select(one => one.Name));

        WhatIfListing again = Open(mostBytes: 2_000).List(100);
        int lines = files.Sum(file => File.ReadAllLines(file.FullName).Length);
        Assert.InRange(lines, 3, 19);
        Assert.Equal(names.Take(lines), again.Items.Select(one => one.Name));
        Assert.Equal(20, again.Total);
        Assert.Equal(21, (await AddAsync(Open(mostBytes: 2_000), "next")).Id);
    }

    [Fact]
    public async Task GetCsv_SegmentsOfStoredWhatIfs_HaveTheirColour()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(12);
        foreach (int spend in (int[])[1, 10_000])
        {
            (int status, _) = await server.PostAsync("/api/what-ifs", "application/json", $$"""{"recency_days":30,"frequency":10,"monetary_total":{{spend}}}""");
            Assert.Equal(200, status);
        }

        string[] rows = (await server.Client.GetStringAsync("/api/what-ifs.csv", TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        int colour = Array.IndexOf(rows[0].Split(','), "segment_colour");
        Assert.Equal([SegmentColours.All[0], SegmentColours.All[^1]], rows[1..].Select(row => row.Split(',')[colour]));
    }

    private WhatIfStore Open(long mostBytes = 1 << 26) => new(_folder.FullPath, new ManualTime(), _log, mostBytes);

    private async Task<StoredWhatIf> AddAsync(WhatIfStore store, string name)
    {
        double[] known = new double[FeatureSet.Count];
        Array.Fill(known, double.NaN);
        (known[0], known[1], known[2]) = (30, 10, 100);
        WhatIfAnswer answer = await _service.PredictAsync(known);
        return store.Add(name, known, answer);
    }
}
