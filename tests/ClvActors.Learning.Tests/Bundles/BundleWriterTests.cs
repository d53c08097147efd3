using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Tests.Bundles;

public sealed class BundleWriterTests : IDisposable
{
    private static readonly TrainedModel Trained = GeneratedShop.Train();

    private readonly TemporaryFolder _temporary = new();

    private string Folder => _temporary.Path("bundle");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Write_SameTraining_GivesTheSameBytes()
    {
        TrainedModel again = GeneratedShop.Train();
        TrainedModel other = GeneratedShop.Train(seed: 43);

        ModelBundle first = BundleWriter.Write(Folder, Trained.Manifest, Trained.Model);
        ModelBundle second = BundleWriter.Write(_temporary.Path("again"), again.Manifest, again.Model);
        ModelBundle third = BundleWriter.Write(_temporary.Path("other"), other.Manifest, other.Model);

        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "model-card.md")), File.ReadAllText(Path.Combine(second.Folder, "model-card.md")));
        Assert.NotEqual(first.Fingerprint, third.Fingerprint);
    }

    [Fact]
    public void Write_BundleThere_IsRefusedUnlessAsked()
    {
        TrainedModel other = GeneratedShop.Train(seed: 43);
        ModelBundle first = BundleWriter.Write(Folder, Trained.Manifest, Trained.Model);

        IOException refused = Assert.Throws<IOException>(() => BundleWriter.Write(Folder, other.Manifest, other.Model));

        Assert.Equal($"{Folder}: there is a bundle already", refused.Message);
        Assert.Equal(first.Fingerprint, ModelBundle.Load(Folder).Fingerprint);
        ModelBundle replaced = BundleWriter.Write(Folder + Path.DirectorySeparatorChar, other.Manifest, other.Model, overwrite: true);
        Assert.NotEqual(first.Fingerprint, replaced.Fingerprint);
        Assert.Equal(["bundle"], _temporary.Entries());
    }

    [Fact]
    public void Write_EmptyFolderOrLeftovers_AreTaken()
    {
        Directory.CreateDirectory(Folder);
        Directory.CreateDirectory(Folder + ".partial");
        File.WriteAllText(Path.Combine(Folder + ".partial", "manifest.json"), "{");

        BundleWriter.Write(Folder, Trained.Manifest, Trained.Model);

        Assert.Equal(["bundle"], _temporary.Entries());
        Assert.Equal(["manifest.json", "model-card.md", "model.txt"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Write_FolderWithOtherFilesOrFile_IsRefusedEvenWhenAsked()
    {
        Directory.CreateDirectory(Folder);
        string precious = Path.Combine(Folder, "thesis.tex");
        File.WriteAllText(precious, "x");

        Assert.Throws<IOException>(() => BundleWriter.Write(Folder, Trained.Manifest, Trained.Model, overwrite: true));
        Assert.Throws<IOException>(() => BundleWriter.Write(precious, Trained.Manifest, Trained.Model, overwrite: true));

        Assert.Equal("x", File.ReadAllText(precious));
        Assert.Equal(["bundle"], _temporary.Entries());
    }

    [Fact]
    public void Write_ManifestThatWouldNotLoad_LeavesNothing()
    {
        Assert.Throws<InvalidDataException>(() => BundleWriter.Write(Folder, Trained.Manifest with { HorizonDays = 0 }, Trained.Model));

        Assert.Empty(_temporary.Entries());
    }
}
