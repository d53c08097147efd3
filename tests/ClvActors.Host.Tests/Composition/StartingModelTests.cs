using ClvActors.Host.Composition;
using ClvActors.Host.Tests.Models;
using ClvActors.Learning.Bundles;

namespace ClvActors.Host.Tests.Composition;

public sealed class StartingModelTests(SmallBundles bundles) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-start-");

    private HostOptions Options => new() { ModelsDirectory = _folder.FullName };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Choose_NoChampion_IsTheDefaultUnlessTheDataDirectoryHasItsOwn() =>
        Assert.Equal(new StartingModel(Folder("clv-12m"), GoesOnWithServed: true, Problem: null), StartingModel.Choose(Options));

    [Fact]
    public void Choose_Champion_Serves()
    {
        bundles.Copy(_folder.FullName, "clv-b");
        SmallBundles.Promote(_folder.FullName, "clv-b");

        Assert.Equal(new StartingModel(Folder("clv-b"), GoesOnWithServed: false, Problem: null), StartingModel.Choose(Options));
    }

    [Fact]
    public void Choose_NamedModel_WinsOverTheChampion()
    {
        bundles.Copy(_folder.FullName, "clv-b");
        SmallBundles.Promote(_folder.FullName, "clv-b");

        Assert.Equal(new StartingModel(Folder("clv-a"), GoesOnWithServed: false, Problem: null), StartingModel.Choose(Options with { ModelId = "clv-a" }));
    }

    [Fact]
    public void Choose_ChampionThatIsGone_FallsBackAndSaysWhy()
    {
        bundles.Copy(_folder.FullName, "clv-b", "clv-12m");
        SmallBundles.Promote(_folder.FullName, "clv-b");
        Directory.Delete(Folder("clv-b"), recursive: true);

        StartingModel start = StartingModel.Choose(Options);

        Assert.Equal((Folder("clv-12m"), true), (start.Folder, start.GoesOnWithServed));
        Assert.Equal($"{Folder("clv-b")}: no such bundle, and champion.json names it", start.Problem);
        Assert.Equal("clv-12m", start.Open(new BundleSource()).Id);
        Directory.Delete(Folder("clv-12m"), recursive: true);
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => start.Open(new BundleSource()));
        Assert.StartsWith($"{start.Problem}; nor can the default bundle serve: ", refused.Message, StringComparison.Ordinal);
    }

    private string Folder(string id) => Path.Combine(_folder.FullName, id);
}
