using System.CommandLine;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Terminals;
using ClvActors.CommandLine.Training;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv train</c>: trains a value model, evaluates it and writes a bundle.</summary>
internal sealed class TrainCommand
{
    private const int PublishedHorizon = 374;
    private const int LongestHorizon = 36_500;

    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<DateOnly?> _asOf = CommonOptions.NewestAsOf("The as-of date D; the window is the 365 days up to and including it.");
    private readonly Option<int> _horizon = CommonOptions.WholeNumber("--horizon-days", "Days after D whose spend is predicted.", PublishedHorizon, 1, LongestHorizon);
    private readonly Option<string?> _split = new("--split")
    {
        Description = "CSV with the columns customer_id and partition (train or test). Without it 80 to 20 are drawn, alike from every quintile of the spend; with --models by a hash of the customer's id, the same customers in every training.",
        HelpName = "CSV",
    };

    private readonly RecipeOptions _recipe = new();
    private readonly Option<string?> _id = new("--id") { Description = "Name of the bundle; the folder's name when not given. With --models its first part, such as clv-12m.", HelpName = "ID" };
    private readonly Option<string?> _out = new("--out") { Description = "The bundle's folder to make.", HelpName = "DIR" };
    private readonly Option<string?> _models = new("--models") { Description = "Write a candidate for clv promote into this folder of bundles, under a new name: id, as-of date and a running number.", HelpName = "DIR" };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace a bundle that is there." };
    private readonly Option<bool> _strict = CommonOptions.Strict();
    private readonly Option<string> _zone = CommonOptions.TimeZone();

    public static VerbCommand Create()
    {
        TrainCommand train = new();
        VerbCommand command = new(
            "train",
            "Trains a model bundle and tests it on customers held out. The champion: buy-till-you-die models corrected by boosted trees, with intervals, cold starts, lapsed customers and the next 30 days. The reference: boosted trees alone.",
            "clv train --data online_retail_II.csv.gz --as-of 2010-11-30 --out models/candidate",
            "clv train --data shop.csv --as-of 2010-11-30 --horizon-days 180 --split split.csv --out models/short",
            "clv train --data shop.csv --as-of 2010-11-30 --recipe reference --num-leaves 8 --out models/plain",
            "clv train --data shop.csv --models models")
        {
            train._data, train._asOf, train._horizon, train._split, train._out, train._models, train._id, train._overwrite, train._strict, train._zone,
        };
        foreach (Option option in train._recipe.All)
        {
            command.Add(option);
        }

        return command.Does(train.Run);
    }

    private void Run(ParseResult values, Terminal terminal, CancellationToken cancellation)
    {
        Recipe recipe = _recipe.Read(values);
        BundleTarget target = BundleTarget.Of(values.GetValue(_out), values.GetValue(_models), values.GetValue(_id), values.GetValue(_overwrite), values.GetValue(_horizon));
        CleanedLines cleaned = CleanedLines.Read(
            values.GetRequiredValue(_data),
            TimeZoneInfo.FindSystemTimeZoneById(values.GetRequiredValue(_zone)),
            values.GetValue(_strict),
            terminal,
            cancellation);
        cleaned.Report(terminal);
        DataFingerprint data = cleaned.Describe();
        DateOnly asOf = values.GetValue(_asOf) ?? data.LastDate.AddDays(-values.GetValue(_horizon));
        target = target.At(asOf);
        TrainingTable table = TrainingTable.From(cleaned.Lines, asOf, values.GetValue(_horizon));
        CheckLabels(table, data, terminal);
        cancellation.ThrowIfCancellationRequested();
        TrainingSplit split = SplitOf(values.GetValue(_split), target.IsCandidate, table, recipe, cleaned.Path);
        terminal.Line($"{table.Customers.Count} customers with at least {ColdStartRule.ModelFromPurchases} purchases, {split.Train.Count} to train on, {split.Test.Count} held out");

        long started = terminal.Time.GetTimestamp();
        TrainedBundle trained = terminal.WithProgress("Training", report =>
            recipe.Train(cleaned.Lines, table, split, target.Id, data, new Share(report), cancellation));
        terminal.Line($"Trained {trained.Trees.Sum(part => part.Trees.Count)} trees in {terminal.Time.GetElapsedTime(started).TotalSeconds:F2} s");
        ModelBundle bundle = BundleWriter.Write(target.Folder, trained, target.Overwrites, loaded => BaselineCounting.Of(loaded, cleaned.Lines));
        terminal.Line();
        EvaluationReport.Write(bundle.Manifest, terminal);
        terminal.Line();
        terminal.Line(bundle.Manifest.Part(PartRole.ColdStart) is null
            ? $"Cold-start value {bundle.Manifest.ColdStart.Value:R}"
            : $"Value of customers whose purchases all lie ahead {bundle.Manifest.ColdStart.Value:R}");
        terminal.Line($"Wrote bundle {bundle.Id} to {target.Folder}, fingerprint {bundle.Fingerprint}");
    }

    private static void CheckLabels(TrainingTable table, DataFingerprint data, Terminal terminal)
    {
        DateOnly end = table.AsOf.AddDays(table.HorizonDays);
        if (data.LastDate <= table.AsOf)
        {
            throw new WrongInputException($"{data.File}: ends on {data.LastDate:yyyy-MM-dd}, there is no spend after {table.AsOf:yyyy-MM-dd} to learn from");
        }

        if (data.LastDate < end)
        {
            terminal.Line($"note: the data ends on {data.LastDate:yyyy-MM-dd}, before the horizon does on {end:yyyy-MM-dd}: labels are too low");
        }
    }

    private static TrainingSplit SplitOf(string? path, bool isCandidate, TrainingTable table, Recipe recipe, string dataPath)
    {
        int fewest = recipe.FewestTrainingCustomers + BundleTrainer.FewestTestCustomers;
        if (table.Customers.Count < fewest)
        {
            throw new WrongInputException(
                $"{dataPath}: has {table.Customers.Count} customers with at least {ColdStartRule.ModelFromPurchases} purchases in the window of {table.AsOf:yyyy-MM-dd}, training needs {fewest}");
        }

        return path is not null ? SplitFile.Read(path, table)
            : isCandidate ? TrainingSplit.ByCustomer(table, recipe.SplitSeed) : TrainingSplit.Draw(table, recipe.SplitSeed);
    }

    // Not Progress<T>, which would post to the thread pool and report after the end.
    private sealed class Share(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
