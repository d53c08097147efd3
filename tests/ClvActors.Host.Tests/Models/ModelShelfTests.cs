using ClvActors.Host.Models;
using ClvActors.Host.Monitoring;
using ClvActors.Host.Tests.Serving;
using ClvActors.Learning.Bundles;

namespace ClvActors.Host.Tests.Models;

public sealed class ModelShelfTests(SmallBundles bundles) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bundles_FolderGoneAndBack_IsLookedAtAnew()
    {
        ModelShelf shelf = Shelf("clv-a", "clv-b");
        IReadOnlyList<ShelvedBundle> first = shelf.Bundles();
        Assert.Same(first[1], shelf.Bundles()[1]);

        string away = Path.Combine(_folder.FullPath, "away");
        Directory.Move(Path.Combine(Models, "clv-b"), away);
        Assert.Equal(["clv-a"], shelf.Bundles().Select(bundle => bundle.Id));
        Directory.Move(away, Path.Combine(Models, "clv-b"));

        Assert.NotSame(first[1], shelf.Bundles()[1]);
        Assert.Equal(first[1].Fingerprint, shelf.Bundles()[1].Fingerprint);
    }

    [Fact]
    public void Open_NoSuchBundle_IsNull()
    {
        ModelShelf shelf = Shelf("clv-a");

        Assert.Equal("clv-a", shelf.Open("clv-a")!.Id);
        Assert.Null(shelf.Open("clv-b"));
        Assert.Null(shelf.Open("../models/clv-a"));
        File.WriteAllText(Path.Combine(Models, "clv-a", "manifest.json"), "{}");
        Assert.Throws<InvalidDataException>(() => shelf.Open("clv-a"));
    }

    [Fact]
    public void FindQuarter_SeveralBundles_IsTheClosestAndReadOnce()
    {
        MonitoredBundles monitored = new(Shelf("clv-a", "clv-b", "clv-12m"), null);
        Assert.Null(monitored.FindQuarter());
        SetHorizon("clv-a", 95);
        SetHorizon("clv-b", 88);

        ModelBundle? closest = monitored.FindQuarter();

        Assert.Equal(("clv-b", 88), (closest!.Id, closest.HorizonDays));
        Assert.Same(closest, monitored.FindQuarter());
        Directory.Delete(Path.Combine(Models, "clv-b"), recursive: true);
        Assert.Equal("clv-a", monitored.FindQuarter()!.Id);
    }

    private string Models => Path.Combine(_folder.FullPath, "models");

    private ModelShelf Shelf(params string[] ids) => new(new HostOptions { ModelsDirectory = bundles.Copy(Models, ids) });

    private void SetHorizon(string id, int days)
    {
        string path = Path.Combine(Models, id, "manifest.json");
        string text = File.ReadAllText(path);
        string changed = text.Replace("\"horizon_days\": 150", $"\"horizon_days\": {days}", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        File.WriteAllText(path, changed);
    }
}
