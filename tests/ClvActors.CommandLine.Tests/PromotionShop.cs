using ClvActors.CommandLine.Tests;
using ClvActors.Learning.Bundles;

[assembly: AssemblyFixture(typeof(PromotionShop))]

namespace ClvActors.CommandLine.Tests;

/// <summary>A generated shop that is large enough to compare bundles on, with a weak and a strong bundle trained on it.</summary>
public sealed class PromotionShop : IAsyncLifetime
{
    public const string Horizon = "90";

    private readonly TemporaryFolder _folder = new();

    public string Data => _folder.Path("shop.csv");

    /// <summary>Id of a bundle of three small trees.</summary>
    public string Weak { get; private set; } = "";

    /// <summary>Id of a bundle that was trained well.</summary>
    public string Strong { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        (await CommandRun.Of("generate", "--customers", "650", "--seed", "11", "--from", "2019-12-01", "--to", "2021-06-30", "--out", Data)).Succeeded();
        Weak = await TrainAsync(_folder.Path("models"), "1");
        Strong = await TrainAsync(_folder.Path("models"), "60");
    }

    /// <summary>Makes a models folder with copies of both bundles.</summary>
    public string CopyModels(string target)
    {
        foreach (string id in (string[])[Weak, Strong])
        {
            Directory.CreateDirectory(Path.Combine(target, id));
            foreach (string file in Directory.EnumerateFiles(Path.Combine(_folder.Path("models"), id)))
            {
                File.Copy(file, Path.Combine(target, id, Path.GetFileName(file)));
            }
        }

        return target;
    }

    /// <summary>Trains a candidate.</summary>
    /// <returns>Its id.</returns>
    internal async Task<string> TrainAsync(string models, string trees, params string[] more)
    {
        string[] before = Directory.Exists(models) ? Directory.GetDirectories(models) : [];
        string[] horizon = more.Contains("--horizon-days") ? [] : ["--horizon-days", Horizon];
        (await CommandRun.Of(["train", "--data", Data, .. horizon, "--recipe", "reference", "--num-iterations", trees, "--num-leaves", "7", "--learning-rate", "0.1", "--models", models, .. more])).Succeeded();
        string made = Assert.Single(Directory.GetDirectories(models).Except(before));
        return ModelBundle.Load(made).Id;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
