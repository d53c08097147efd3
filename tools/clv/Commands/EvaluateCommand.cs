using System.CommandLine;
using ClvActors.CommandLine.Evaluation;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.ThirtyDays;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv evaluate</c>: compares the champion with its rivals on customers that none of them was trained on.</summary>
internal sealed class EvaluateCommand
{
    private readonly Option<string?> _data = CommonOptions.Optional("--data", "Transactions: a .csv, .csv.gz or UCI .xlsx file in the Online Retail II layout.", "FILE");
    private readonly Option<DateOnly?> _asOf = CommonOptions.OptionalDate("--as-of", "The as-of date D; the window is the 365 days up to and including it. Needed with --data.");
    private readonly Option<int> _horizon = EvaluationArguments.Horizon();
    private readonly Option<string[]> _splits = new("--splits")
    {
        Description = "CSV with customer_id and either partition or one column per split, values train or test; may be given several times. Parameters are searched on the training side of the first.",
        HelpName = "CSV",
    };

    private readonly Option<int?> _drawSplits = new("--draw-splits")
    {
        Description = "Further splits to draw, 80 to 20, alike from every quintile of the label; one when no other split is given.",
        HelpName = "N",
    };

    private readonly Option<int> _folds = CommonOptions.WholeNumber("--folds", "Folds of a cross-validation; 0 for none.", 5, 0, 100);
    private readonly Option<DateOnly[]> _origins = new("--origins")
    {
        Description = "Later as-of dates, parted by commas: at each, models are trained on the customers of --horizon-days before it.",
        HelpName = "D1,D2,...",
        CustomParser = EvaluationArguments.ParseDates,
    };

    private readonly Option<int> _fewest = EvaluationArguments.FewestPurchases();
    private readonly Option<string[]> _models = new("--models")
    {
        Description = $"Contenders, parted by commas: {string.Join(", ", SpendFamilies.Keys)}. All when not given.",
        HelpName = "A,B,...",
        CustomParser = EvaluationArguments.ParseList,
    };

    private readonly Option<int> _trials = CommonOptions.WholeNumber("--trials", "Parameter sets to try for every contender that --parameters does not cover; 0 for standard parameters.", 0, 0, 100_000);
    private readonly Option<string?> _parameters = CommonOptions.Optional("--parameters", "Parameters that clv tune or an earlier evaluation found.", "FILE");
    private readonly Option<string?> _cdnow = CommonOptions.Optional("--cdnow", "CDNOW's file instead of --data: numbers of purchases in the 39 weeks after 1997-09-30.", "FILE");
    private readonly Option<string?> _testCustomers = CommonOptions.Optional("--test-customers", "With --cdnow: CSV whose customer_id names those to judge on.", "CSV");
    private readonly Option<ThirtyDayTarget?> _thirtyDays = new("--next-30-days")
    {
        Description = "Judge what is said of the next 30 days at each of --origins instead, trained on the month ends before it: the spend, or the probability of a purchase.",
        HelpName = "spend|purchase",
        CustomParser = EvaluationArguments.ParseTarget,
    };

    private readonly Option<int> _monthEnds = CommonOptions.WholeNumber("--month-ends", "With --next-30-days: month ends before each origin that customers are trained on.", 12, 1, 120);
    private readonly Option<int> _active = CommonOptions.WholeNumber("--active-days", "With --next-30-days: judged on are customers whose last purchase is less than so many days ago.", 90, 1, 365);
    private readonly Option<int> _seed = CommonOptions.WholeNumber("--seed", "Seed of draws, fits, searches and resamples.", 42, 0);
    private readonly Option<int> _resamples = CommonOptions.WholeNumber("--resamples", "Resamples of the customers behind each interval.", 2000, 100, 100_000);
    private readonly Option<int> _threads = EvaluationArguments.Threads();
    private readonly Option<string> _out = CommonOptions.Out("The folder to write evaluation.json to; files of an earlier evaluation are replaced.", "DIR");
    private readonly Option<bool> _strict = CommonOptions.Strict();
    private readonly Option<string> _zone = CommonOptions.TimeZone();

    public static VerbCommand Create()
    {
        EvaluateCommand evaluate = new();
        VerbCommand command = new(
            "evaluate",
            "Compares the champion with its rivals on held-out customers: given, drawn and cross-validation splits and later dates, with intervals for every difference.",
            "clv evaluate --data online_retail_II.csv.gz --as-of 2010-11-30 --splits split.csv --parameters parameters.json --out evaluation",
            "clv evaluate --data shop.csv --as-of 2011-03-31 --horizon-days 90 --origins 2011-06-30,2011-09-10 --out evaluation",
            "clv evaluate --data shop.csv --next-30-days purchase --origins 2011-08-31,2011-09-30,2011-10-31 --out evaluation",
            "clv evaluate --cdnow cdnow_master.txt --test-customers cdnow-sample.csv --out evaluation")
        {
            evaluate._data, evaluate._asOf, evaluate._horizon, evaluate._splits, evaluate._drawSplits, evaluate._folds, evaluate._origins, evaluate._fewest,
            evaluate._models, evaluate._trials, evaluate._parameters, evaluate._thirtyDays, evaluate._monthEnds, evaluate._active, evaluate._cdnow, evaluate._testCustomers, evaluate._seed, evaluate._resamples,
            evaluate._threads, evaluate._out, evaluate._strict, evaluate._zone,
        };
        return command.Does(evaluate.Run);
    }

    private void Run(ParseResult values, Terminal terminal, CancellationToken cancellation)
    {
        string? cdnow = values.GetValue(_cdnow);
        bool hasOtherSplits = cdnow is null
            ? values.GetValue(_splits) is { Length: > 0 } || values.GetValue(_origins) is { Length: > 0 }
            : values.GetValue(_testCustomers) is not null;
        EvaluationSettings settings = new(
            EvaluationArguments.NotNegative(values.GetValue(_drawSplits) ?? (hasOtherSplits ? 0 : 1), "--draw-splits"),
            EvaluationArguments.NotOne(values.GetValue(_folds), "--folds"),
            values.GetValue(_seed),
            values.GetValue(_resamples),
            values.GetValue(_threads),
            EvaluationArguments.CommandLine(values),
            values.GetRequiredValue(_out));
        if (cdnow is not null)
        {
            Refuse(values.GetValue(_data) is not null, "--data and --cdnow exclude each other.");
            CdnowEvaluation.Run(cdnow, values.GetValue(_testCustomers), settings, terminal, cancellation);
            return;
        }

        string data = values.GetValue(_data) ?? throw new WrongArgumentsException("--data or --cdnow is needed.");
        Refuse(values.GetValue(_testCustomers) is not null, "--test-customers goes with --cdnow.");
        if (values.GetValue(_thirtyDays) is { } target)
        {
            RunThirtyDays(values, data, target, settings, terminal, cancellation);
            return;
        }

        DateOnly asOf = values.GetValue(_asOf) ?? throw new WrongArgumentsException("--data needs --as-of.");
        ContenderFamily[] families = Chosen(SpendFamilies.For(values.GetValue(_horizon)), values.GetValue(_models));
        ParametersFile parameters = values.GetValue(_parameters) is { } path ? ParametersFile.Read(path) : ParametersFile.Empty;
        ShopEvaluation evaluation = new(
            ShopData.Read(data, values.GetRequiredValue(_zone), values.GetValue(_strict), terminal, cancellation),
            asOf,
            values.GetValue(_horizon),
            values.GetValue(_fewest),
            families,
            settings);
        evaluation.Run(values.GetValue(_splits) ?? [], values.GetValue(_origins) ?? [], parameters, values.GetValue(_trials), terminal, cancellation);
    }

    private void RunThirtyDays(
        ParseResult values, string data, ThirtyDayTarget target, EvaluationSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        DateOnly[] origins = values.GetValue(_origins) ?? [];
        Refuse(origins.Length == 0, "--next-30-days needs --origins.");
        ContenderFamily[] families = Chosen(ThirtyDayFamilies.For(target), values.GetValue(_models));
        ThirtyDayEvaluation evaluation = new(target, origins, values.GetValue(_monthEnds), values.GetValue(_active));
        evaluation.Run(
            ShopData.Read(data, values.GetRequiredValue(_zone), values.GetValue(_strict), terminal, cancellation), families, settings, terminal, cancellation);
    }

    private static ContenderFamily[] Chosen(IReadOnlyList<ContenderFamily> families, string[]? keys)
    {
        string? unknown = keys?.FirstOrDefault(key => families.All(family => family.Key != key));
        Refuse(unknown is not null, $"--models: '{unknown}' is none of {string.Join(", ", families.Select(family => family.Key))}.");
        return [.. families.Where(family => keys is null or [] || keys.Contains(family.Key))];
    }

    private static void Refuse(bool isWrong, string message)
    {
        if (isWrong)
        {
            throw new WrongArgumentsException(message);
        }
    }
}
