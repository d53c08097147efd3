using ClvActors.Learning.Promotion;

namespace ClvActors.Learning.Tests.Promotion;

public sealed class ChampionPointerTests
{
    private static readonly DateTimeOffset Now = new(2021, 7, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Promote_Twice_KeepsTheFormerNewestFirst()
    {
        ChampionPointer pointer = ChampionPointer.First(Record("a")).Promote(Record("b")).Promote(Record("c"));

        Assert.Equal("c", pointer.Champion.Bundle);
        Assert.Equal(["b", "a"], pointer.Former.Select(record => record.Bundle));
        Assert.Empty(pointer.Withdrawn);
    }

    [Fact]
    public void RollBack_AsOftenAsThereAreFormer_GoesBackOneByOne()
    {
        ChampionPointer once = ChampionPointer.First(Record("a")).Promote(Record("b")).Promote(Record("c")).RollBack(Now, "first");
        ChampionPointer twice = once.RollBack(Now.AddDays(1), "second");

        Assert.Equal((Record("b"), Record("a")), (once.Champion, twice.Champion));
        Assert.Equal(["a"], once.Former.Select(record => record.Bundle));
        Assert.Equal(
            [new WithdrawnChampion(Record("b"), Now.AddDays(1), "second"), new WithdrawnChampion(Record("c"), Now, "first")], twice.Withdrawn);
        Assert.Contains("a is the first champion", Assert.Throws<InvalidOperationException>(() => twice.RollBack(Now, "third")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Promote_AfterARollBack_GoesBackToWhatServedBefore()
    {
        ChampionPointer pointer = ChampionPointer.First(Record("a")).Promote(Record("b")).RollBack(Now, "").Promote(Record("c"));

        Assert.Equal("a", pointer.RollBack(Now, "").Champion.Bundle);
        Assert.Equal(["b"], pointer.Withdrawn.Select(withdrawn => withdrawn.Champion.Bundle));
    }

    private static ChampionRecord Record(string id) => new() { Bundle = id, Fingerprint = $"of {id}", PromotedAt = Now, Command = $"clv promote {id}" };
}
