using System.Globalization;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Trees.LightGbmText;

namespace ClvActors.Learning.Tests.Bundles;

public sealed class ShippedBundleTests
{
    [Fact]
    public void ShippedBundle_Loads_WithTheFiguresOfItsModel()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !Directory.Exists(Path.Combine(root, "models", "clv-12m")))
        {
            root = Path.GetDirectoryName(root);
        }

        Assert.NotNull(root);
        ModelBundle bundle = ModelBundle.Load(Path.Combine(root, "models", "clv-12m"));

        Assert.Equal("clv-12m", bundle.Id);
        Assert.Equal(374, bundle.HorizonDays);
        Assert.Equal(622.13, bundle.Manifest.ColdStart.Value);
        Assert.Equal("1183.25", bundle.Manifest.Metrics.MeanAbsoluteError.ToString("F2", CultureInfo.InvariantCulture));
        Assert.Equal(300, bundle.Trees[0].Trees.Count);
        Assert.Equal(File.ReadAllText(Path.Combine(bundle.Folder, "value.txt")), LightGbmTextWriter.WriteText(bundle.Trees[0]));
        Assert.Equal(File.ReadAllText(Path.Combine(bundle.Folder, "model-card.md")), ModelCard.Render(bundle.Manifest));
    }
}
