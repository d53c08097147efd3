using ClvActors.CommandLine.Terminals;
using ClvActors.CommandLine.Training;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Evaluation.PurchaseCounts;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>Evaluates predictions of numbers of purchases on CDNOW: features up to 1997-09-30, purchase days in the 39 weeks after it.</summary>
internal static class CdnowEvaluation
{
    private const int HorizonDays = 39 * 7;
    private static readonly DateOnly AsOf = new(1997, 9, 30);

    /// <summary>Runs it.</summary>
    /// <param name="path">CDNOW's file.</param>
    /// <param name="testCustomers">CSV of the customers that are judged on, all others being trained on; null for none.</param>
    /// <param name="settings">What evaluations of every kind are asked for.</param>
    /// <param name="terminal">Where tables and progress go.</param>
    /// <param name="cancellation">Ends it.</param>
    public static void Run(string path, string? testCustomers, EvaluationSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        CdnowFile file = CdnowFile.Read(path);
        PurchaseCountTable table = PurchaseCountTable.From(file.Purchases, AsOf, HorizonDays);
        EvaluationCases cases = EvaluationCases.Of(table.Features, [.. table.Labels], HorizonDays, table.Customers);
        List<EvaluationCase> all = [];
        if (testCustomers is not null)
        {
            all.Add(Sample(testCustomers, cases));
        }

        all.AddRange(settings.Draw(cases));
        if (all.Count == 0)
        {
            throw new WrongInputException("there is no split to evaluate on: give --test-customers, --draw-splits or --folds");
        }

        IReadOnlyList<Contender> contenders = PurchaseCountContenders.For(HorizonDays);
        terminal.Line($"{table.Customers.Count} customers, {all.Count} splits, {contenders.Count} models");
        EvaluationOutput.Prepare(settings.Out);
        EvaluationDocument start = new()
        {
            Title = $"Purchases over 39 weeks as of {AsOf:yyyy-MM-dd}",
            Kind = EvaluationKinds.Purchases,
            Data = Describe(path, file),
            AsOf = AsOf,
            HorizonDays = HorizonDays,
            Customers = table.Customers.Count,
            Rows = [],
            Notes = ["the lines of a customer and a day are one purchase; what is predicted is the number of purchase days"],
        };
        EvaluationOutput.Run(start, all, contenders, settings, terminal, cancellation);
    }

    private static EvaluationCase Sample(string path, EvaluationCases cases)
    {
        IReadOnlyDictionary<CustomerId, int> rowOf = cases.Rows();
        IReadOnlySet<CustomerId> test = CustomerColumn.Read(path, rowOf.ContainsKey);
        ILookup<bool, int> sides = rowOf.OrderBy(pair => pair.Value).ToLookup(pair => test.Contains(pair.Key), pair => pair.Value);
        try
        {
            return cases.Case("published", EvaluationSeries.Published, [.. sides[false]], [.. sides[true]]);
        }
        catch (InvalidDataException wrong)
        {
            throw new WrongInputException($"{path}: {wrong.Message}", wrong);
        }
    }

    private static DataFingerprint Describe(string path, CdnowFile file) => new(
        Path.GetFileName(path),
        SplitFile.Sha256Of(path),
        file.Lines,
        file.Lines,
        file.Purchases.Count,
        file.Purchases.Values.Min(days => days[0].Date),
        file.Purchases.Values.Max(days => days[^1].Date));
}
