using ClvActors.CommandLine.Tests;

[assembly: AssemblyFixture(typeof(GeneratedShop))]

namespace ClvActors.CommandLine.Tests;

/// <summary>A generated shop as a file, its features and a bundle trained on it, made once by the verbs themselves.</summary>
public sealed class GeneratedShop : IAsyncLifetime
{
    public const string AsOf = "2020-12-31";

    private readonly TemporaryFolder _folder = new();

    public string Data => _folder.Path("shop.csv");

    public string Features => _folder.Path("features.csv");

    /// <summary>All features, not the reference set's alone.</summary>
    public string BehaviourFeatures => _folder.Path("behaviour.csv");

    public string Bundle => _folder.Path("bundle");

    public async ValueTask InitializeAsync()
    {
        (await CommandRun.Of("generate", "--customers", "300", "--seed", "7", "--from", "2020-01-01", "--to", "2021-06-30", "--out", Data)).Succeeded();
        (await CommandRun.Of("features", "--data", Data, "--as-of", AsOf, "--out", Features)).Succeeded();
        (await CommandRun.Of("features", "--data", Data, "--as-of", AsOf, "--set", "behaviour", "--out", BehaviourFeatures)).Succeeded();
        (await CommandRun.Of(TrainArguments(Bundle))).Succeeded();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A training of the reference recipe that takes a moment.</summary>
    public string[] TrainArguments(string folder, params string[] more) =>
    [
        "train", "--data", Data, "--as-of", AsOf, "--horizon-days", "150", "--recipe", "reference", "--num-iterations", "12", "--num-leaves", "7", "--min-data-in-leaf", "5",
        "--out", folder, .. more,
    ];
}
