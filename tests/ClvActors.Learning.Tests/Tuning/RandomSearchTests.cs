using System.Text;
using ClvActors.Learning.Tests.Bundles;
using ClvActors.Learning.Tuning;

namespace ClvActors.Learning.Tests.Tuning;

public sealed class RandomSearchTests : IDisposable
{
    private static readonly SearchSpace Space = new(
        [new UniformDimension("x", 0, 1), new IntegerDimension("n", 1, 9), new ChoiceDimension("way", "a, \"b\"", "c|d")]);

    private static readonly SearchOptions Options = new() { Model = "parabola", DataFingerprint = "sha256:12ab", Trials = 12, Folds = 3, Seed = 5 };

    private readonly TemporaryFolder _folder = new();
    private readonly SteppingTime _time = new();

    private string File => _folder.Path("deeper/trials.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Parabola_FindsItsLeast()
    {
        SearchResult result = Run(Options with { Trials = 80 });

        Assert.True(result.IsComplete);
        Assert.Equal(80, result.Trials.Count);
        Assert.InRange(result.Best!.Parameters.Number("x"), 0.27, 0.33);
        Assert.Equal(result.Trials.Min(trial => trial.MeanLoss), result.Best.MeanLoss);
        Assert.Equal(3, result.Best.FoldLosses.Count);
        Assert.Equal(result.Best.FoldLosses.Average(), result.Best.MeanLoss, 1e-12);
        Assert.Equal(Math.Sqrt(1.0 / 3), result.Best.StandardError, 1e-9);
    }

    [Fact]
    public void Run_Interrupted_GoesOnWithTheSameTrials()
    {
        string whole = Written(Options, _folder.Path("whole.jsonl"));
        int calls = 0;

        Assert.Throws<InvalidOperationException>(() => Run(Options, Failing));
        int before = calls;
        SearchResult result = Run(Options, Counting);

        Assert.Equal((17, 36 - 15), (before, calls - before));
        Assert.Equal(whole, System.IO.File.ReadAllText(File));
        Assert.Equal(12, result.Trials.Count);
        Assert.True(result.IsComplete);

        double Failing(TrialParameters parameters, int fold, CancellationToken cancellation) =>
            ++calls == 17 ? throw new InvalidOperationException("out of luck") : Parabola(parameters, fold, cancellation);

        double Counting(TrialParameters parameters, int fold, CancellationToken cancellation)
        {
            calls++;
            return Parabola(parameters, fold, cancellation);
        }
    }

    /// <summary>Wherever the file is cut, what is left of it is used up to the last whole line and the rest is made again.</summary>
    [Fact]
    public void Run_FileCutAnywhere_MakesTheSameFile()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Written(Options with { Trials = 3 }, File));
        for (int length = 0; length <= whole.Length; length += 7)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);

            SearchResult result = Run(Options with { Trials = 3 });

            Assert.True(result.Trials.Count == 3 && whole.AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(File)), $"cut to {length} bytes");
        }
    }

    [Fact]
    public void Run_RaisedBudget_KeepsWhatIsThere()
    {
        SearchResult few = Run(Options);
        SearchResult more = Run(Options with { Trials = 15 });
        SearchResult fewAgain = Run(Options, (_, _, _) => throw new InvalidOperationException("no trial should be run"));

        Assert.Equal(few.Trials.Select(Text), more.Trials.Take(12).Select(Text));
        Assert.Equal(15, more.Trials.Count);
        Assert.Equal(few.Trials.Select(Text), fewAgain.Trials.Select(Text));
    }

    [Fact]
    public void Run_TimeLimit_FinishesTheTrialAndStops()
    {
        SearchOptions options = Options with { TimeLimit = TimeSpan.FromSeconds(10) };

        SearchResult result = Run(options, Slow);

        Assert.False(result.IsComplete);
        Assert.Equal([9, 9], result.Trials.Select(trial => trial.Seconds));
        Assert.Equal(4, Run(options, Slow).Trials.Count);

        double Slow(TrialParameters parameters, int fold, CancellationToken cancellation)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            return Parabola(parameters, fold, cancellation);
        }
    }

    [Fact]
    public void Run_LossesThatAreNoNumbers_AreKeptButNeverBest()
    {
        SearchResult result = Run(Options, (parameters, fold, _) => parameters.Integer("n") > 3 && fold == 1 ? double.NaN : -parameters.Number("x"));

        Assert.Contains(result.Trials, trial => double.IsNaN(trial.MeanLoss));
        Assert.True(result.Best!.Parameters.Integer("n") <= 3);
        Assert.Equal(result.Best.Number, Run(Options).Best!.Number);
        Assert.Null(RandomSearch.Run(Space, Options, (_, _, _) => double.NaN, File + "2", _time).Best);
    }

    [Fact]
    public void Run_OtherSearchsFile_IsRefusedAndLeftAlone()
    {
        string content = Written(Options, File);

        Assert.Contains("with seed 5 instead of 6", Refusal(Space, Options with { Seed = 6 }), StringComparison.Ordinal);
        Assert.Contains("with folds 3 instead of 4", Refusal(Space, Options with { Folds = 4 }), StringComparison.Ordinal);
        Assert.Contains("with data sha256:12ab instead of sha256:ff", Refusal(Space, Options with { DataFingerprint = "sha256:ff" }), StringComparison.Ordinal);
        Assert.Contains("with model parabola instead of line", Refusal(Space, Options with { Model = "line" }), StringComparison.Ordinal);
        Assert.Contains("with space", Refusal(new SearchSpace([new UniformDimension("x", 0, 2)]), Options), StringComparison.Ordinal);
        Assert.Contains(
            "with start at random",
            Refusal(new SearchSpace(Space.Dimensions, Space.Draw(1, 1)), Options),
            StringComparison.Ordinal);
        Assert.Equal(content, System.IO.File.ReadAllText(File));
    }

    [Theory]
    [InlineData("1,2,3\n4,5,6\n")]
    [InlineData("{}\n")]
    [InlineData("no line feed")]
    [InlineData("[1]\n")]
    public void Run_SomebodysFile_IsRefusedAndLeftAlone(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);

        Assert.Contains("is not a trial file", Refusal(Space, Options), StringComparison.Ordinal);
        Assert.Equal(content, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Run_DamagedLines_AreNamed()
    {
        string[] lines = Written(Options, File).Split('\n');

        Assert.Contains("line 3 is not a trial", Damaged(lines[2][5..]), StringComparison.Ordinal);
        Assert.Contains("line 3 is not a trial", Damaged(lines[2].Replace("fold_losses\":[", "fold_losses\":[1,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("line 3 is not trial 1", Damaged(lines[3]), StringComparison.Ordinal);
        Assert.Contains("line 3 is not trial 1", Damaged(lines[2].Replace("\"x\":0.", "\"x\":0.1", StringComparison.Ordinal)), StringComparison.Ordinal);

        string Damaged(string line)
        {
            System.IO.File.WriteAllText(File, string.Join('\n', [.. lines[..2], line, .. lines[3..]]));
            return Refusal(Space, Options);
        }
    }

    [Fact]
    public void Run_SecondWriter_IsRefused()
    {
        Written(Options, File);
        using FileStream other = new(File, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Throws<IOException>(() => Run(Options));
    }

    [Fact]
    public void Run_Cancelled_KeepsFinishedTrials()
    {
        using CancellationTokenSource source = new();

        Assert.Throws<OperationCanceledException>(() => RandomSearch.Run(Space, Options, Parabola, File, _time, new Canceller(source), source.Token));
        Assert.Equal(3, System.IO.File.ReadAllLines(File).Length);
    }

    [Fact]
    public void Run_NoParameters_IsOneTrial() =>
        Assert.Single(RandomSearch.Run(new SearchSpace([]), Options, (_, fold, _) => fold, File, _time).Trials);

    [Fact]
    public void Run_WrongOptions_IsRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => Run(Options with { Trials = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => Run(Options with { Folds = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => Run(Options with { Model = " " }));
        Assert.ThrowsAny<ArgumentException>(() => Run(Options with { TimeLimit = TimeSpan.Zero }));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void Table_Trials_AsCsvAndMarkdown()
    {
        Trial[] trials =
        [
            new(0, new TrialParameters([new("x", "0.123456"), new("way", "a, \"b\"")]), [2, 4], 1.5),
            new(1, new TrialParameters([new("x", "1"), new("way", "c|d")]), [double.NaN, 1], 0.25),
            new(2, new TrialParameters([new("x", "0.5"), new("way", "c|d")]), [1, 1], 0.25),
        ];
        using StringWriter csv = new();
        using StringWriter markdown = new();

        TrialTable.WriteCsv(csv, trials);
        TrialTable.WriteMarkdown(markdown, trials, rows: 2);

        Assert.Equal(
            "trial,mean_loss,standard_error,fold_0,fold_1,seconds,x,way\n0,3,1,2,4,1.5,0.123456,\"a, \"\"b\"\"\"\n1,NaN,NaN,NaN,1,0.25,1,c|d\n2,1,0,1,1,0.25,0.5,c|d\n",
            csv.ToString());
        Assert.Equal(
            "| trial | mean loss | standard error | x | way |\n| ---: | ---: | ---: | ---: | ---: |\n| 2 | 1 | 0 | 0.5 | c\\|d |\n| 0 | 3 | 1 | 0.1235 | a, \"b\" |\n",
            markdown.ToString());
    }

    private static double Parabola(TrialParameters parameters, int fold, CancellationToken cancellation) =>
        (100 * Math.Pow(parameters.Number("x") - 0.3, 2)) + fold;

    private static string Text(Trial trial) => $"{trial.Number}: {trial.Parameters} {string.Join(' ', trial.FoldLosses)}";

    private SearchResult Run(SearchOptions options, FoldLoss? loss = null) => RandomSearch.Run(Space, options, loss ?? Parabola, File, _time);

    private string Written(SearchOptions options, string path)
    {
        RandomSearch.Run(Space, options, Parabola, path, _time);
        return System.IO.File.ReadAllText(path);
    }

    private string Refusal(SearchSpace space, SearchOptions options)
    {
        string message = Assert.Throws<InvalidDataException>(() => RandomSearch.Run(space, options, Parabola, File, _time)).Message;
        Assert.StartsWith(File, message, StringComparison.Ordinal);
        return message;
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<Trial>
    {
        public void Report(Trial value)
        {
            if (value.Number == 1)
            {
                source.Cancel();
            }
        }
    }
}
