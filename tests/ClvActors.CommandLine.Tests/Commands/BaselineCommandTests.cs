using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring.Baselines;
using ClvActors.TestData;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class BaselineCommandTests(GeneratedShop shop) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Bundle => _temporary.Path("bundle");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Baseline_TrainedBundle_WritesWhatTrainWrote()
    {
        byte[] trained = File.ReadAllBytes(BaselineFile.PathIn(shop.Bundle));
        Copy(shop.Bundle);
        File.Delete(BaselineFile.PathIn(Bundle));
        string before = ModelBundle.Load(Bundle).Fingerprint;

        CommandRun run = (await CommandRun.Of("baseline", "--model", Bundle, "--data", shop.Data)).Succeeded();

        Assert.Equal(trained, File.ReadAllBytes(BaselineFile.PathIn(Bundle)));
        Assert.Equal(before, ModelBundle.Load(Bundle).Fingerprint);
        PopulationBaseline baseline = BaselineFile.Find(ModelBundle.Load(Bundle))!;
        TrainingRecord training = ModelBundle.Load(Bundle).Manifest.Training;
        Assert.Equal((training.TrainCustomers + training.TestCustomers, 22), (baseline.Customers, baseline.Features.Count));
        Assert.Contains($"{baseline.Customers} customers as of 2020-12-31, 22 features", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("note:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_OtherData_IsRefused()
    {
        Copy(shop.Bundle);
        byte[] before = File.ReadAllBytes(BaselineFile.PathIn(Bundle));
        string other = _temporary.Path("other.csv");
        string[] lines = File.ReadAllLines(shop.Data);
        File.WriteAllLines(other, lines.Take(lines.Length / 8));

        CommandRun run = await CommandRun.Of("baseline", "--model", Bundle, "--data", other);

        Assert.Equal(ExitCodes.WrongInput, run.Code);
        Assert.Matches("^clv: .*other.csv: the data has [0-9]+ customers for bundle as of 2020-12-31, the bundle was made from [0-9]+: it is not the data of its training\\s*$", run.Error);
        Assert.Equal(before, File.ReadAllBytes(BaselineFile.PathIn(Bundle)));
        Assert.Empty(Directory.GetFiles(Bundle, "*.partial"));
    }

    [Fact]
    public async Task Baseline_NoBundle_IsToldInOneLine() =>
        (await CommandRun.Of("baseline", "--model", Bundle, "--data", shop.Data)).Failed(ExitCodes.WrongInput, $"{Bundle}: no such bundle");

    [Fact]
    public async Task Baseline_ShippedBundleFromTheDataset_IsTheShippedFile()
    {
        Assert.SkipUnless(ReferenceData.IsPresent, ReferenceData.WhyMissing);
        Copy(ShippedBundle.Folder);

        (await CommandRun.Of("baseline", "--model", Bundle, "--data", ReferenceData.OnlineRetail)).Succeeded();

        Assert.Equal(File.ReadAllText(BaselineFile.PathIn(ShippedBundle.Folder)), File.ReadAllText(BaselineFile.PathIn(Bundle)));
    }

    private void Copy(string bundle)
    {
        Directory.CreateDirectory(Bundle);
        foreach (string file in Directory.EnumerateFiles(bundle))
        {
            File.Copy(file, Path.Combine(Bundle, Path.GetFileName(file)));
        }
    }
}
