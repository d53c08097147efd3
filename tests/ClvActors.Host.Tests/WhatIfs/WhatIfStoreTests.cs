using ClvActors.Domain.Features;
using ClvActors.Domain.Service;
using ClvActors.Host.Tests.Serving;
using ClvActors.Host.WhatIfs;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClvActors.Host.Tests.WhatIfs;

public sealed class WhatIfStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("what-ifs-").FullName;

    private string File => Path.Combine(_directory, WhatIfStore.FileName);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Add_ThenOpenedAgain_IsListedAsItWas()
    {
        StoredWhatIf first = await AddAsync(Open(), "  one ", 10);
        StoredWhatIf second = await AddAsync(Open(), "", 20);

        WhatIfListing listing = Open().List(10);

        Assert.Equal((2, true), ((int)listing.Total, listing.IsKept));
        Assert.Equal([second.Id, first.Id], listing.Items.Select(one => one.Id));
        StoredWhatIf read = Open().Find(first.Id)!;
        Assert.Equal(("one", first.PredictedClv, first.ClvSegment, first.StoredAt), (read.Name, read.PredictedClv, read.ClvSegment, read.StoredAt));
        Assert.Equal(new Dictionary<string, double> { ["recency_days"] = 30, ["frequency"] = 10, ["monetary_total"] = 10 }, read.Given);
    }

    [Fact]
    public async Task Open_AfterATornLine_CutsItAndGoesOn()
    {
        await AddAsync(Open(), "whole", 10);
        long whole = new FileInfo(File).Length;
        await AddAsync(Open(), "torn", 20);
        byte[] all = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        for (int kept = (int)whole; kept < all.Length; kept++)
        {
            await System.IO.File.WriteAllBytesAsync(File, all[..kept], TestContext.Current.CancellationToken);

            WhatIfStore store = Open();

            Assert.Equal(["whole"], store.List(10).Items.Select(one => one.Name));
            Assert.Equal(whole, new FileInfo(File).Length);
        }

        StoredWhatIf next = await AddAsync(Open(), "next", 30);
        Assert.Equal((2, 2), ((int)next.Id, Open().List(10).Items.Count));
    }

    [Fact]
    public async Task Open_WithLinesItCannotRead_PassesOverThemAndKeepsThem()
    {
        await AddAsync(Open(), "one", 10);
        await System.IO.File.AppendAllTextAsync(File, "{\"format_version\":99,\"id\":7}\nnonsense\n\n{}\n", TestContext.Current.CancellationToken);

        StoredWhatIf two = await AddAsync(Open(), "two", 20);

        Assert.Equal(["two", "one"], Open().List(10).Items.Select(one => one.Name));
        Assert.Equal(2, two.Id);
        Assert.Contains("\"format_version\":99", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_WithoutADirectory_StaysInMemory()
    {
        WhatIfStore store = new(null, new ManualTime(), NullLogger<WhatIfStore>.Instance);

        await AddAsync(store, "one", 10);

        Assert.Equal((1, false), (store.List(10).Items.Count, store.List(10).IsKept));
    }

    [Fact]
    public async Task List_OfMany_IsBoundedAndStillCountsAll()
    {
        WhatIfStore store = new(null, new ManualTime(), NullLogger<WhatIfStore>.Instance);
        for (int at = 0; at < WhatIfStore.Listed + 5; at++)
        {
            await AddAsync(store, $"{at}", 10);
        }

        WhatIfListing listing = store.List(int.MaxValue);

        Assert.Equal((WhatIfStore.Listed, WhatIfStore.Listed + 5), (listing.Items.Count, (int)listing.Total));
        Assert.Null(store.Find(1));
    }

    [Fact]
    public async Task Add_LongName_IsCut() =>
        Assert.Equal(StoredWhatIf.LongestName, (await AddAsync(Open(), new string('x', 500), 10)).Name.Length);

    private WhatIfStore Open() => new(_directory, new ManualTime(), NullLogger<WhatIfStore>.Instance);

    private static async Task<StoredWhatIf> AddAsync(WhatIfStore store, string name, double spend)
    {
        await using FakeService service = new() { SaysMore = true };
        double[] known = new double[FeatureSet.Count];
        Array.Fill(known, double.NaN);
        (known[0], known[1], known[2]) = (30, 10, spend);
        WhatIfAnswer answer = await service.PredictAsync(known);
        return store.Add(name, known, answer);
    }
}
