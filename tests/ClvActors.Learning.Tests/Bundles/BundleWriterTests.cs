using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Tests.Bundles;

public sealed class BundleWriterTests : IDisposable
{
    private static readonly TrainedBundle Trained = GeneratedShop.Train();

    private readonly TemporaryFolder _temporary = new();

    private string Folder => _temporary.Path("bundle");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Write_SameTraining_GivesTheSameBytes()
    {
        TrainedBundle again = GeneratedShop.Train();
        TrainedBundle other = GeneratedShop.Train(seed: 43);

        ModelBundle first = BundleWriter.Write(Folder, Trained);
        ModelBundle second = BundleWriter.Write(_temporary.Path("again"), again);
        ModelBundle third = BundleWriter.Write(_temporary.Path("other"), other);

        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "model-card.md")), File.ReadAllText(Path.Combine(second.Folder, "model-card.md")));
        Assert.NotEqual(first.Fingerprint, third.Fingerprint);
    }

    [Fact]
    public void Write_BundleThere_IsRefusedUnlessAsked()
    {
        TrainedBundle other = GeneratedShop.Train(seed: 43);
        ModelBundle first = BundleWriter.Write(Folder, Trained);

        IOException refused = Assert.Throws<IOException>(() => BundleWriter.Write(Folder, other));

        Assert.Equal($"{Folder}: there is a bundle already", refused.Message);
        Assert.Equal(first.Fingerprint, ModelBundle.Load(Folder).Fingerprint);
        ModelBundle replaced = BundleWriter.Write(Folder + Path.DirectorySeparatorChar, other, overwrite: true);
        Assert.NotEqual(first.Fingerprint, replaced.Fingerprint);
        Assert.Equal(["bundle"], _temporary.Entries());
    }

    [Fact]
    public void Write_EmptyFolderOrLeftovers_AreTaken()
    {
        Directory.CreateDirectory(Folder);
        Directory.CreateDirectory(Folder + ".partial");
        File.WriteAllText(Path.Combine(Folder + ".partial", "manifest.json"), "{");

        BundleWriter.Write(Folder, Trained);

        Assert.Equal(["bundle"], _temporary.Entries());
        Assert.Equal(["manifest.json", "model-card.md", "value.txt"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Write_FolderWithOtherFilesOrFile_IsRefusedEvenWhenAsked()
    {
        Directory.CreateDirectory(Folder);
        string precious = Path.Combine(Folder, "thesis.tex");
        File.WriteAllText(precious, "x");

        Assert.Throws<IOException>(() => BundleWriter.Write(Folder, Trained, overwrite: true));
        Assert.Throws<IOException>(() => BundleWriter.Write(precious, Trained, overwrite: true));

        Assert.Equal("x", File.ReadAllText(precious));
        Assert.Equal(["bundle"], _temporary.Entries());
    }

    [Fact]
    public void Write_ManifestThatWouldNotLoad_LeavesNothing()
    {
        Assert.Throws<InvalidDataException>(() => BundleWriter.Write(Folder, Trained with { Manifest = Trained.Manifest with { HorizonDays = 0 } }));

        Assert.Empty(_temporary.Entries());
    }
}
