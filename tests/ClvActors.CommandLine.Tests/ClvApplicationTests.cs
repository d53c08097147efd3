namespace ClvActors.CommandLine.Tests;

public sealed class ClvApplicationTests
{
    private static readonly string[] AllVerbs = ["generate", "features", "train", "promote", "rollback", "predict", "btyd"];

    [Fact]
    public async Task Help_OfAll_ListsTheVerbs()
    {
        CommandRun run = (await CommandRun.Of("--help")).Succeeded();

        Assert.All(AllVerbs, verb => Assert.Contains($"  {verb} ", run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("generate", "--customers", "--seed", "--from", "--to", "--out")]
    [InlineData("features", "--data", "--as-of", "--set", "--out", "--strict")]
    [InlineData("train", "--data", "--as-of", "--horizon-days", "--split", "--seed", "--id", "--out", "--models", "--recipe", "--set", "--num-leaves")]
    [InlineData("promote", "--models", "--candidate", "--data", "--as-of", "--confidence", "--split", "--force", "--dry-run")]
    [InlineData("rollback", "--models")]
    [InlineData("predict", "--model", "--features", "--out", "--contributions")]
    [InlineData("btyd", "--data", "--as-of", "--summary", "--penalty", "--modified", "--horizon-days", "--out")]
    public async Task Help_OfVerb_NamesItsOptionsAndGivesExamples(string verb, params string[] options)
    {
        CommandRun run = (await CommandRun.Of(verb, "--help")).Succeeded();

        Assert.All(options, option => Assert.Contains($"  {option}", run.Output, StringComparison.Ordinal));
        Assert.Contains($"  clv {verb} ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Required command was not provided. See clv --help.")]
    [InlineData("Option '--out' is required. See clv generate --help.", "generate")]
    [InlineData("Option '--data' is required. Option '--as-of' is required. Option '--out' is required. See clv features --help.", "features")]
    [InlineData("--as-of: '2010-13-01' is not a date like 2010-11-30. See clv features --help.", "features", "--data", "x.csv", "--as-of", "2010-13-01", "--out", "y.csv")]
    [InlineData("--customers: 'many' is not a whole number from 1 to 100000000. See clv generate --help.", "generate", "--out", "x.csv", "--customers", "many")]
    [InlineData("--customers: '0' is not a whole number from 1 to 100000000. See clv generate --help.", "generate", "--out", "x.csv", "--customers", "0")]
    [InlineData("--seed: '-1' is not a whole number of at least 0. See clv generate --help.", "generate", "--out", "x.csv", "--seed", "-1")]
    [InlineData("--to: 2020-01-01 lies before --from 2020-01-02. See clv generate --help.", "generate", "--out", "x.csv", "--from", "2020-01-02", "--to", "2020-01-01")]
    [InlineData("--from, --to: a shop from 1900-01-01 to 1900-02-01 cannot be generated; at most 100 years between 1970 and 2199. See clv generate --help.", "generate", "--out", "x.csv", "--from", "1900-01-01", "--to", "1900-02-01")]
    [InlineData("--feature-fraction must be above 0 and at most 1, but is 1.5. See clv train --help.", "train", "--data", "x.csv", "--as-of", "2010-11-30", "--out", "y", "--feature-fraction", "1.5")]
    [InlineData("--learning-rate: 'fast' is not a number. See clv train --help.", "train", "--data", "x.csv", "--as-of", "2010-11-30", "--out", "y", "--learning-rate", "fast")]
    [InlineData("--id: 'My Model' is not a name of small letters, digits, '-', '_' and '.'. See clv train --help.", "train", "--data", "x.csv", "--as-of", "2010-11-30", "--out", "y", "--id", "My Model")]
    [InlineData("--set: 'rfm' is no feature set, expected rfm-22 or behaviour. See clv features --help.", "features", "--data", "x.csv", "--as-of", "2010-11-30", "--out", "y.csv", "--set", "rfm")]
    [InlineData("--time-zone: 'Mars' is not a known time zone. See clv features --help.", "features", "--data", "x.csv", "--as-of", "2010-11-30", "--out", "y.csv", "--time-zone", "Mars")]
    public async Task Run_WrongArguments_AreToldInOneLine(string line, params string[] args) =>
        (await CommandRun.Of(args)).Failed(ExitCodes.WrongArguments, line);

    [Fact]
    public async Task Run_UnknownVerb_IsNamed()
    {
        CommandRun run = await CommandRun.Of("predictt");

        Assert.Equal(ExitCodes.WrongArguments, run.Code);
        Assert.Contains("'predictt'", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }
}
