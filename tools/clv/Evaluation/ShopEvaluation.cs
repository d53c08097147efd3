using ClvActors.CommandLine.Terminals;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Tuning;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>Evaluates predictions of spend on a shop's transactions.</summary>
/// <param name="Data">The transactions.</param>
/// <param name="AsOf">The as-of date D.</param>
/// <param name="HorizonDays">Days ahead.</param>
/// <param name="FewestPurchases">Customers with fewer invoices in the window are left out.</param>
/// <param name="Families">The contenders.</param>
/// <param name="Settings">What evaluations of every kind are asked for.</param>
internal sealed record ShopEvaluation(
    ShopData Data, DateOnly AsOf, int HorizonDays, int FewestPurchases, IReadOnlyList<ContenderFamily> Families, EvaluationSettings Settings)
{
    private const string TrialsFolder = "trials";
    private const string ParametersName = "parameters.json";

    private readonly List<string> _notes = [];
    private readonly Dictionary<DateOnly, TrainingTable> _tables = [];

    /// <summary>Runs it.</summary>
    /// <param name="splitPaths">Files of splits.</param>
    /// <param name="origins">Later as-of dates.</param>
    /// <param name="given">Parameters that were found before.</param>
    /// <param name="trials">Trials of a search for each contender that has no parameters yet; 0 for none.</param>
    /// <param name="terminal">Where tables and progress go.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Run(
        IReadOnlyList<string> splitPaths, IReadOnlyList<DateOnly> origins, ParametersFile given, int trials, Terminal terminal, CancellationToken cancellation)
    {
        TrainingTable table = Table(AsOf);
        EvaluationCases cases = EvaluationCases.Of(table);
        List<EvaluationCase> all = [.. Given(splitPaths, cases), .. Settings.Draw(cases), .. Origins(origins)];
        if (all.Count == 0)
        {
            throw new WrongInputException("there is no split to evaluate on: give --splits, --draw-splits, --folds or --origins");
        }

        cancellation.ThrowIfCancellationRequested();
        IReadOnlyList<string> constant = cases.ConstantFeatures(FeatureSet.Names);
        if (constant.Count > 0)
        {
            _notes.Add($"of one value for all customers, so that no model can use them: {string.Join(", ", constant)}");
        }

        terminal.Line($"{table.Customers.Count} customers with at least {FewestPurchases} purchases, {all.Count} splits, {Families.Count} models");
        EvaluationOutput.Prepare(Settings.Out);
        ParametersFile tuned = trials == 0 ? given : Search(given, all[0], trials, terminal, cancellation);
        EvaluationDocument start = new()
        {
            Title = $"Spend over {HorizonDays} days as of {AsOf:yyyy-MM-dd}",
            Kind = EvaluationKinds.Spend,
            Data = Data.Fingerprint,
            AsOf = AsOf,
            HorizonDays = HorizonDays,
            Customers = table.Customers.Count,
            Rows = [],
            Tuning = [.. Families.Where(family => tuned.Models.ContainsKey(family.Key)).Select(family => tuned.Models[family.Key].ToSummary(family))],
        };
        Contender[] contenders = [.. Families.Select(family => Make(family, tuned, all[0]))];
        EvaluationOutput.Run(start with { Notes = [.. _notes] }, all, contenders, Settings, terminal, cancellation);
    }

    private TrainingTable Table(DateOnly asOf)
    {
        if (!_tables.TryGetValue(asOf, out TrainingTable? table))
        {
            table = Data.Table(asOf, HorizonDays, FewestPurchases, _notes);
            _tables.Add(asOf, table);
        }

        return table;
    }

    private List<EvaluationCase> Given(IReadOnlyList<string> paths, EvaluationCases cases)
    {
        IReadOnlyDictionary<CustomerId, int> rowOf = cases.Rows();
        List<EvaluationCase> given = [];
        foreach (string path in paths)
        {
            SplitTable splits = SplitTable.Read(path, rowOf, Data.Cleaned.Customers.Contains);
            if (splits.Skipped.Count > 0)
            {
                _notes.Add($"{Path.GetFileName(path)} names {splits.Skipped.Count} {(splits.Skipped.Count == 1 ? "customer" : "customers")} without {FewestPurchases} kept purchases in the window, left out: {string.Join(", ", splits.Skipped)}");
            }

            foreach (SplitTable.Split split in splits.Splits)
            {
                given.Add(Named(path, () => cases.Case(split.Name, split.Series, split.Train, split.Test)));
            }
        }

        return given;
    }

    private List<EvaluationCase> Origins(IReadOnlyList<DateOnly> origins)
    {
        List<EvaluationCase> cases = [];
        foreach (DateOnly origin in origins)
        {
            DateOnly trained = origin.AddDays(-HorizonDays);
            DateOnly end = origin.AddDays(HorizonDays);
            if (trained < Data.Fingerprint.FirstDate || end > Data.Fingerprint.LastDate)
            {
                _notes.Add($"origin {origin:yyyy-MM-dd} is left out: it needs data from before {trained:yyyy-MM-dd} to {end:yyyy-MM-dd}, and there is data from {Data.Fingerprint.FirstDate:yyyy-MM-dd} to {Data.Fingerprint.LastDate:yyyy-MM-dd}");
                continue;
            }

            try
            {
                cases.Add(EvaluationCases.Origin(Table(trained), Table(origin)));
            }
            catch (InvalidDataException tooLittle)
            {
                _notes.Add($"left out: {tooLittle.Message}");
            }
        }

        if (cases.Count > 0)
        {
            _notes.Add($"at each origin D models are trained as of D - {HorizonDays} days, so that the last label ends at D, and judged on everyone with enough purchases at D");
        }

        return cases;
    }

    private ParametersFile Search(ParametersFile given, EvaluationCase first, int trials, Terminal terminal, CancellationToken cancellation)
    {
        string folder = Path.Combine(Settings.Out, TrialsFolder);
        EvaluationOutput.Prepare(folder);
        TuningRun search = new(first.Train, Data.Fingerprint, AsOf, HorizonDays, Settings.Seed, terminal.Time);
        ParametersFile found = new(new SortedDictionary<string, TunedModel>(given.Models, StringComparer.Ordinal));
        ContenderFamily[] searched = [.. Families.Where(family => family.IsTunable && !given.Models.ContainsKey(family.Key))];
        Lock gate = new();
        int done = 0;
        _ = terminal.WithProgress("Tuning", report =>
        {
            Workers.Run(searched.Length, Settings.Threads, SearchOne, cancellation);
            return searched.Length;

            void SearchOne(int at)
            {
                string path = Path.Combine(folder, $"{searched[at].Key}.jsonl");
                TunedModel model = search.Search(searched[at], trials, timeLimit: null, path, Report, cancellation);
                lock (gate)
                {
                    found.Models[searched[at].Key] = model;
                }
            }

            void Report(Trial trial)
            {
                lock (gate)
                {
                    report((double)++done / (trials * searched.Length));
                }
            }
        });
        foreach (ContenderFamily family in searched)
        {
            terminal.Line(TuningRun.Describe(family, found.Models[family.Key]));
        }

        found.Write(Path.Combine(Settings.Out, ParametersName));
        return found;
    }

    private Contender Make(ContenderFamily family, ParametersFile tuned, EvaluationCase first)
    {
        if (!tuned.Models.TryGetValue(family.Key, out TunedModel? model))
        {
            if (family.IsTunable)
            {
                _notes.Add($"{family.Name} has its standard parameters, nothing was searched");
            }

            return family.Standard();
        }

        if (model.DataSha256 != Data.Fingerprint.Sha256 || model.AsOf != AsOf || model.HorizonDays != HorizonDays)
        {
            _notes.Add($"parameters of {family.Name} were searched on other data, as of {model.AsOf:yyyy-MM-dd} for {model.HorizonDays} days");
        }
        else if (!_notes.Contains(SearchNote(model, first)))
        {
            _notes.Add(SearchNote(model, first));
        }

        return model.Make(family);
    }

    private static string SearchNote(TunedModel model, EvaluationCase first) =>
        $"parameters were searched on {model.TrainingCustomers} training customers of one split ({first.Name} has {first.Train.Features.Rows}); those customers are among the test customers of other splits";

    private static T Named<T>(string path, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (InvalidDataException wrong)
        {
            throw new WrongInputException($"{path}: {wrong.Message}", wrong);
        }
    }
}
