using ClvActors.Learning.Tuning;

namespace ClvActors.Learning.Tests.Tuning;

public sealed class SearchSpaceTests
{
    private static readonly SearchSpace Space = new(
    [
        new IntegerDimension("leaves", 2, 9),
        new LogUniformDimension("rate", 1e-4, 1),
        new UniformDimension("share", -1, 3),
        new ChoiceDimension("loss", "l1", "l2", "huber"),
    ]);

    [Fact]
    public void Draw_ManyTrials_SpreadOverTheRanges()
    {
        TrialParameters[] trials = [.. Enumerable.Range(0, 4000).Select(trial => Space.Draw(7, trial))];

        Assert.All(trials, trial => Assert.InRange(trial.Number("rate"), 1e-4, 1));
        Assert.All(trials, trial => Assert.InRange(trial.Number("share"), -1, 3));
        Assert.Equal(Enumerable.Range(2, 8), trials.Select(trial => trial.Integer("leaves")).Distinct().Order());
        Assert.All(trials.CountBy(trial => trial.Integer("leaves")), count => Assert.InRange(count.Value, 400, 600));
        Assert.All(trials.CountBy(trial => trial.Text("loss")), count => Assert.InRange(count.Value, 1230, 1440));
        Assert.InRange(trials.Count(trial => trial.Number("rate") < 1e-2), 1850, 2150);
        Assert.InRange(trials.Average(trial => trial.Number("share")), 0.93, 1.07);
        Assert.InRange(trials.Zip(trials.Skip(1), (one, next) => (one.Number("share") - 1) * (next.Number("share") - 1)).Average(), -0.08, 0.08);
    }

    [Fact]
    public void Draw_SameSeedAndTrial_GivesTheSameValues()
    {
        Assert.Equal(Space.Draw(7, 3).ToString(), Space.Draw(7, 3).ToString());
        Assert.NotEqual(Space.Draw(7, 3).ToString(), Space.Draw(7, 4).ToString());
        Assert.NotEqual(Space.Draw(7, 3).ToString(), Space.Draw(8, 3).ToString());
    }

    [Fact]
    public void Draw_Start_IsTheFirstTrial()
    {
        SearchSpace space = new([new UniformDimension("share", 0, 1), new IntegerDimension("leaves", 1, 5)], Values("leaves=3", "share=0.50"));

        Assert.Equal("share=0.5, leaves=3", space.Draw(1, 0).ToString());
        Assert.NotEqual("share=0.5, leaves=3", space.Draw(1, 1).ToString());
    }

    [Fact]
    public void WrongSpace_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new IntegerDimension("two words", 1, 2));
        Assert.Throws<ArgumentException>(() => new IntegerDimension("", 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntegerDimension("leaves", 2, 1));
        Assert.Throws<ArgumentException>(() => new LogUniformDimension("rate", 0, 1));
        Assert.Throws<ArgumentException>(() => new UniformDimension("rate", 0, double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => new ChoiceDimension("loss"));
        Assert.Throws<ArgumentException>(() => new ChoiceDimension("loss", "l1", "l1"));
        Assert.Throws<ArgumentException>(() => new SearchSpace([new IntegerDimension("leaves", 1, 2), new IntegerDimension("leaves", 1, 2)]));
        Assert.Contains("has 'other'", Refused("leaves=1", "other=2"), StringComparison.Ordinal);
        Assert.Contains("no value of leaves (integer 1 to 2)", Refused("leaves=3"), StringComparison.Ordinal);
        Assert.Contains("no value of leaves", Refused(), StringComparison.Ordinal);

        static string Refused(params string[] start) =>
            Assert.Throws<ArgumentException>(() => new SearchSpace([new IntegerDimension("leaves", 1, 2)], Values(start))).Message;
    }

    [Fact]
    public void Parameters_WrongName_IsNamed()
    {
        TrialParameters parameters = Values("leaves=3", "deep=true");

        Assert.True(parameters.IsTrue("deep"));
        Assert.Contains("'leafs'", Assert.Throws<KeyNotFoundException>(() => parameters.Integer("leafs")).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => parameters.Number("deep"));
        Assert.Throws<ArgumentException>(() => Values("leaves=3", "leaves=4"));
    }

    private static TrialParameters Values(params string[] pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1])));
}
