namespace ClvActors.Operations.Tests;

public sealed class RuleTests
{
    private static readonly string Folder = Path.Combine(ObservedServer.Ops, "prometheus");

    [Fact]
    public async Task CheckRules_OfTheAlerts_FindsNothing()
    {
        Assert.SkipUnless(Programs.ArePresent, Programs.WhyMissing);

        (int exitCode, string output) = await Programs.PromtoolAsync("", "check", "rules", Path.Combine(Folder, "alerts.yml"));

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task TestRules_OfTheAlerts_Pass()
    {
        Assert.SkipUnless(Programs.ArePresent, Programs.WhyMissing);

        (int exitCode, string output) = await Programs.PromtoolAsync("", "test", "rules", Path.Combine(Folder, "tests", "alerts_test.yml"));

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void TestRules_NameEveryAlert()
    {
        string tests = File.ReadAllText(Path.Combine(Folder, "tests", "alerts_test.yml"));

        Assert.All(
            File.ReadLines(Path.Combine(Folder, "alerts.yml")).Select(line => line.Trim()).Where(line => line.StartsWith("- alert: ", StringComparison.Ordinal)),
            alert => Assert.Contains(alert["- alert: ".Length..], tests, StringComparison.Ordinal));
    }
}
