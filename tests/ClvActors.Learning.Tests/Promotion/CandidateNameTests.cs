using ClvActors.Learning.Promotion;
using ClvActors.Learning.Tests.Bundles;

namespace ClvActors.Learning.Tests.Promotion;

public sealed class CandidateNameTests : IDisposable
{
    private static readonly DateOnly AsOf = new(2010, 11, 30);

    private readonly TemporaryFolder _temporary = new();

    private string Models => _temporary.Path("models");

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(374, "clv-12m")]
    [InlineData(365, "clv-12m")]
    [InlineData(183, "clv-6m")]
    [InlineData(90, "clv-3m")]
    [InlineData(30, "clv-1m")]
    [InlineData(7, "clv-7d")]
    public void BaseOf_Horizon_IsInMonths(int days, string id) => Assert.Equal(id, CandidateName.BaseOf(days));

    [Fact]
    public void Next_Folder_IsAfterTheHighestInUse()
    {
        Assert.Equal("clv-12m-20101130-1", Next());
        foreach (string name in (string[])["clv-12m", "clv-12m-20101130-1", "clv-12m-20101130-9", "clv-12m-20101130-10.partial", "clv-12m-20101231-44", "clv-12m-20101130-x", "clv-3m-20101130-50"])
        {
            Directory.CreateDirectory(Path.Combine(Models, name));
        }

        Assert.Equal("clv-12m-20101130-11", Next());
    }

    [Fact]
    public void Next_NameOfAChampionThatWasDeleted_IsNotUsedAgain()
    {
        Directory.CreateDirectory(Models);
        ChampionRecord Record(int number) => new() { Bundle = $"clv-12m-20101130-{number}", Fingerprint = "x", PromotedAt = default, Command = "" };
        ChampionFile.Replace(Models, null, ChampionPointer.First(Record(1)).Promote(Record(4)).RollBack(default, ""));

        Assert.Equal("clv-12m-20101130-5", Next());
    }

    [Fact]
    public void Next_NameThatIsTooLong_IsRefused() =>
        Assert.Contains("no id of a bundle", Assert.Throws<InvalidDataException>(() => CandidateName.Next(Models, new string('a', 95), AsOf)).Message, StringComparison.Ordinal);

    private string Next() => CandidateName.Next(Models, "clv-12m", AsOf);
}
