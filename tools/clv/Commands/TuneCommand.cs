using System.CommandLine;
using ClvActors.CommandLine.Evaluation;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Harness;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv tune</c>: searches the parameters of one contender on training customers alone.</summary>
internal sealed class TuneCommand
{
    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<DateOnly> _asOf = CommonOptions.AsOf();
    private readonly Option<int> _horizon = EvaluationArguments.Horizon();
    private readonly Option<string?> _split = CommonOptions.Optional("--split", "CSV with customer_id and partition (train or test), or one column per split, of which the first counts. Without it 80 to 20 are drawn.", "CSV");
    private readonly Option<string> _model = new("--model")
    {
        Description = $"The contender: {string.Join(", ", Tunable(1).Select(family => family.Key))}.",
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<int> _fewest = EvaluationArguments.FewestPurchases();
    private readonly Option<int> _trials = CommonOptions.WholeNumber("--trials", "Parameter sets to try; the first is the standard one.", 50, 1, 100_000);
    private readonly Option<int> _timeBox = CommonOptions.WholeNumber("--time-box", "Minutes after which no trial is begun any more.", 60, 1, 100_000);
    private readonly Option<int> _seed = CommonOptions.WholeNumber("--seed", "Seed of the search, its folds and fits, and of a drawn split.", 42, 0);
    private readonly Option<string> _trialsFile = new("--trials-file")
    {
        Description = "The trials, one line each; a search that was interrupted goes on from it. A table of them stands beside it with .csv behind its name.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string> _out = CommonOptions.Out("The file of parameters; what it holds of other contenders is kept.");
    private readonly Option<bool> _strict = CommonOptions.Strict();
    private readonly Option<string> _zone = CommonOptions.TimeZone();

    private static IEnumerable<ContenderFamily> Tunable(int horizonDays) => SpendFamilies.For(horizonDays).Where(family => family.IsTunable);

    public static VerbCommand Create()
    {
        TuneCommand tune = new();
        VerbCommand command = new(
            "tune",
            "Searches a model's parameters at random, judged by cross-validation on the training customers; test customers and bundles are not touched.",
            "clv tune --data online_retail_II.csv.gz --as-of 2010-11-30 --split split.csv --model champion --trials 50 --trials-file champion.jsonl --out parameters.json")
        {
            tune._data, tune._asOf, tune._horizon, tune._split, tune._model, tune._fewest, tune._trials, tune._timeBox, tune._seed,
            tune._trialsFile, tune._out, tune._strict, tune._zone,
        };
        return command.Does(tune.Run);
    }

    private void Run(ParseResult values, Terminal terminal, CancellationToken cancellation)
    {
        string key = values.GetRequiredValue(_model);
        ContenderFamily family = Tunable(values.GetValue(_horizon)).FirstOrDefault(family => family.Key == key)
            ?? throw new WrongArgumentsException($"--model: '{key}' is none of {string.Join(", ", Tunable(1).Select(family => family.Key))}.");
        string path = values.GetRequiredValue(_out);
        ParametersFile parameters = File.Exists(path) ? ParametersFile.Read(path) : ParametersFile.Empty;
        ShopData data = ShopData.Read(values.GetRequiredValue(_data), values.GetRequiredValue(_zone), values.GetValue(_strict), terminal, cancellation);
        List<string> notes = [];
        TrainingTable table = data.Table(values.GetValue(_asOf), values.GetValue(_horizon), values.GetValue(_fewest), notes);
        notes.ForEach(note => terminal.Line($"note: {note}"));
        EvaluationCase split = Split(values.GetValue(_split), EvaluationCases.Of(table), data, values.GetValue(_seed));
        TuningRun search = new(split.Train, data.Fingerprint, table.AsOf, table.HorizonDays, values.GetValue(_seed), terminal.Time);
        terminal.Line($"{split.Train.Features.Rows} training customers, {TuningRun.Folds} folds");
        int trials = values.GetValue(_trials);
        TunedModel found = terminal.WithProgress($"Tuning {family.Name}", report => search.Search(
            family,
            trials,
            TimeSpan.FromMinutes(values.GetValue(_timeBox)),
            values.GetRequiredValue(_trialsFile),
            trial => report((trial.Number + 1.0) / trials),
            cancellation));
        terminal.Line(TuningRun.Describe(family, found));
        parameters.Models[key] = found;
        parameters.Write(path);
        terminal.Line($"Wrote {path}");
    }

    private static EvaluationCase Split(string? path, EvaluationCases cases, ShopData data, int seed)
    {
        if (path is null)
        {
            return cases.Draw(1, seed).Single();
        }

        SplitTable.Split split = SplitTable.Read(path, cases.Rows(), data.Cleaned.Customers.Contains).Splits[0];
        try
        {
            return cases.Case(split.Name, split.Series, split.Train, split.Test);
        }
        catch (InvalidDataException wrong)
        {
            throw new WrongInputException($"{path}: {wrong.Message}", wrong);
        }
    }
}
