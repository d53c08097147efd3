using System.CommandLine;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Output;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv features</c>: computes the features of every customer in the window.</summary>
internal static class FeaturesCommand
{
    /// <summary>Name of the column of ids in tables of customers.</summary>
    public const string CustomerColumn = "customer_id";

    public static VerbCommand Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<DateOnly> asOf = CommonOptions.AsOf();
        Option<FeatureList> set = CommonOptions.Set($"Which features to write: the {FeatureSet.Reference.Count} of the reference set, or all {FeatureSet.Count}.");
        Option<string> output = CommonOptions.Out("The CSV file to write; an existing one is replaced.", "CSV");
        Option<bool> strict = CommonOptions.Strict();
        Option<string> zone = CommonOptions.TimeZone();
        VerbCommand command = new(
            "features",
            "Cleans transactions and computes the features of everyone with a purchase in the window, sorted by customer.",
            "clv features --data online_retail_II.csv.gz --as-of 2010-11-30 --out features.csv",
            "clv features --data export.xlsx --as-of 2011-06-30 --set behaviour --out features.csv --strict")
        {
            data, asOf, set, output, strict, zone,
        };
        return command.Does((values, terminal, cancellation) =>
        {
            // Begun before the reading, so that a name that cannot be written is told at once.
            using OutputFile file = OutputFile.Create(values.GetRequiredValue(output));
            CleanedLines cleaned = CleanedLines.Read(
                values.GetRequiredValue(data),
                TimeZoneInfo.FindSystemTimeZoneById(values.GetRequiredValue(zone)),
                values.GetValue(strict),
                terminal,
                cancellation);
            cleaned.Report(terminal);
            SortedDictionary<CustomerId, FeatureVector> features = cleaned.Lines.Compute(values.GetValue(asOf));
            cancellation.ThrowIfCancellationRequested();
            Write(features, values.GetRequiredValue(set), file.Text);
            file.Complete();
            terminal.Line($"Wrote {features.Count} customers as of {values.GetValue(asOf):yyyy-MM-dd} to {values.GetRequiredValue(output)}");
        });
    }

    private static void Write(SortedDictionary<CustomerId, FeatureVector> features, FeatureList set, TextWriter text)
    {
        CsvRow.WriteHeader(text, [CustomerColumn, .. set.Names]);
        foreach ((CustomerId id, FeatureVector vector) in features)
        {
            CsvRow.Write(text, id.ToString(), vector.Values[..set.Count]);
        }
    }
}
