using ClvActors.Learning.Bundles;
using ClvActors.Learning.Promotion;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class RollbackCommandTests(GeneratedShop shop) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Pointer => _temporary.Path("champion.json");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Rollback_Twice_GoesBackTwiceAndThenRefuses()
    {
        await PromoteAsync("a", "b", "c");

        CommandRun once = (await RollBackAsync()).Succeeded();
        Assert.Equal($"rolled back: b serves again, c is withdrawn; 1 former champion left{Environment.NewLine}", once.Output);
        CommandRun twice = (await RollBackAsync()).Succeeded();
        Assert.Equal($"rolled back: a serves again, b is withdrawn; 0 former champions left{Environment.NewLine}", twice.Output);
        byte[] before = File.ReadAllBytes(Pointer);

        (await RollBackAsync()).Failed(ExitCodes.WrongInput, $"{Pointer}: a is the first champion, there is none before it to go back to");
        Assert.Equal(before, File.ReadAllBytes(Pointer));
        Assert.Equal(["b", "c"], ChampionFile.Find(_temporary.Root)!.Withdrawn.Select(withdrawn => withdrawn.Champion.Bundle));
    }

    [Fact]
    public async Task Rollback_FormerBundleIsGone_LeavesTheChampion()
    {
        await PromoteAsync("a", "b");
        byte[] before = File.ReadAllBytes(Pointer);
        Directory.Delete(_temporary.Path("a"), recursive: true);

        (await RollBackAsync()).Failed(ExitCodes.WrongInput, $"{_temporary.Path("a")}: no such bundle, and champion.json names it");
        Assert.Equal(before, File.ReadAllBytes(Pointer));
    }

    [Fact]
    public async Task Rollback_WithoutAChampion_IsToldInOneLine() =>
        (await RollBackAsync()).Failed(ExitCodes.WrongInput, $"{Pointer}: no such file, there is no champion");

    private Task<CommandRun> RollBackAsync() => CommandRun.Of("rollback", "--models", _temporary.Root);

    private async Task PromoteAsync(params string[] ids)
    {
        ModelBundle trained = ModelBundle.Load(shop.Bundle);
        foreach (string id in ids)
        {
            BundleWriter.Write(_temporary.Path(id), new TrainedBundle(trained.Manifest with { Id = id }, trained.Trees));
            (await CommandRun.Of("promote", "--models", _temporary.Root, "--candidate", id, "--force", "a test")).Succeeded();
        }
    }
}
