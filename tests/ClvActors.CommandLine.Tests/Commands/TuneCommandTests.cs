using System.Text.Json;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class TuneCommandTests(GeneratedShop shop) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Trials => _temporary.Path("trials.jsonl");

    private string Parameters => _temporary.Path("parameters.json");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Tune_Ridge_WritesTheBestTrialWithItsEvidence()
    {
        CommandRun run = (await CommandRun.Of(Arguments("ridge", 5))).Succeeded();

        JsonElement model = Read().GetProperty("ridge");
        CsvFile table = CsvFile.Read(Trials + ".csv");
        double[] losses = table.Numbers("mean_loss");
        Assert.Equal(5, losses.Length);
        Assert.Equal(losses.Min(), model.GetProperty("loss").GetDouble());
        Assert.Equal(table.Texts("penalty")[model.GetProperty("trial").GetInt32()], model.GetProperty("parameters").GetProperty("penalty").GetString());
        Assert.Equal(5, model.GetProperty("trials").GetInt32());
        Assert.Matches("ridge: 5 trials, [0-9]+ s; best is trial [0-9]", run.Output);
    }

    [Fact]
    public async Task Tune_OnceMore_GoesOnAndEndsLikeASearchInOneGo()
    {
        (await CommandRun.Of(Arguments("ridge", 2))).Succeeded();
        string[] first = File.ReadAllLines(Trials);
        (await CommandRun.Of(Arguments("ridge", 4))).Succeeded();
        string[] second = File.ReadAllLines(Trials);
        File.Delete(Trials);
        (await CommandRun.Of(Arguments("ridge", 4))).Succeeded();
        string[] whole = File.ReadAllLines(Trials);

        Assert.Equal(first, second.Take(first.Length));
        Assert.Equal(second.Select(WithoutSeconds), whole.Select(WithoutSeconds));

        static string WithoutSeconds(string line) => line.Split(",\"seconds\"")[0];
    }

    [Fact]
    public async Task Tune_AnotherModel_KeepsWhatTheFileHolds()
    {
        (await CommandRun.Of(Arguments("ridge", 2))).Succeeded();
        string ridge = Read().GetProperty("ridge").GetRawText();
        File.Delete(Trials);
        (await CommandRun.Of(Arguments("lasso", 2))).Succeeded();

        Assert.Equal(["lasso", "ridge"], Read().EnumerateObject().Select(model => model.Name));
        Assert.Equal(ridge, Read().GetProperty("ridge").GetRawText());
    }

    [Fact]
    public async Task Tune_Interrupted_LeavesTheTrialsAndNoParameters()
    {
        using CancellationTokenSource cancellation = new();
        Task<CommandRun> running = Task.Run(() => CommandRun.Of(cancellation.Token, Arguments("ridge", 100_000)));
        await WaitForTrials();
        await cancellation.CancelAsync();

        (await running).Failed(ExitCodes.Cancelled, "cancelled");
        Assert.False(File.Exists(Parameters));
        Assert.True(File.ReadAllLines(Trials).Length > 1);

        async Task WaitForTrials()
        {
            using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20));

            // Longer than the first line; the file itself is locked while it is written.
            while (!running.IsCompleted && !(File.Exists(Trials) && new FileInfo(Trials).Length > 3000))
            {
                await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task Tune_WrongInput_IsToldInOneLine()
    {
        CommandRun unknown = await CommandRun.Of(Arguments("reference", 2));
        Assert.Equal(ExitCodes.WrongArguments, unknown.Code);
        Assert.StartsWith("clv: --model: 'reference' is none of ridge, lasso", unknown.Error, StringComparison.Ordinal);

        (await CommandRun.Of(Arguments("ridge", 2))).Succeeded();
        string before = File.ReadAllText(Parameters);
        CommandRun other = await CommandRun.Of(Arguments("lasso", 2));
        Assert.Equal(ExitCodes.WrongInput, other.Code);
        Assert.StartsWith($"clv: {Trials}: holds trials of another search, with model ridge instead of lasso", other.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Parameters));
    }

    private JsonElement Read() => JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(Parameters)).GetProperty("models");

    private string[] Arguments(string model, int trials) =>
    [
        "tune", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--horizon-days", "150", "--model", model,
        "--trials", $"{trials}", "--trials-file", Trials, "--out", Parameters,
    ];
}
