using System.CommandLine;
using System.Globalization;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Output;
using ClvActors.CommandLine.Prediction;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv predict</c>: scores a table of features with a bundle or a LightGBM model.</summary>
internal static class PredictCommand
{
    private const int RowsPerReport = 256;

    public static VerbCommand Create()
    {
        Option<string> model = new("--model")
        {
            Description = "A bundle's folder, or a LightGBM text file with any features.",
            HelpName = "FILE-or-BUNDLE",
            Required = true,
        };
        Option<string> features = new("--features")
        {
            Description = "CSV with a column per feature of the model, in any order, further columns ignored; empty is a missing value; a champion needs all that clv features --set behaviour writes. Without a column customer_id rows are numbered from 1.",
            HelpName = "CSV",
            Required = true,
        };
        Option<string> output = CommonOptions.Out("The CSV file to write; an existing one is replaced.", "CSV");
        Option<bool> contributions = new("--contributions") { Description = "Add the exact SHAP value of every feature, and the bias; their sum is raw." };
        VerbCommand command = new(
            "predict",
            "Scores every row of a table: raw is the score that contributions add up to, for trees alone their sum; prediction is the bundle's value, or for a model file its objective's transform.",
            "clv predict --model models/clv-12m --features features.csv --out predictions.csv",
            "clv predict --model lightgbm.txt --features features.csv --out explained.csv --contributions")
        {
            model, features, output, contributions,
        };
        return command.Does((values, terminal, cancellation) =>
        {
            TableModel loaded = TableModel.Load(values.GetRequiredValue(model));
            using CsvTable table = CsvTable.Open(values.GetRequiredValue(features));
            using OutputFile file = OutputFile.Create(values.GetRequiredValue(output));
            long rows = terminal.WithProgress("Scoring", report => Run(loaded, values.GetValue(contributions), table, file.Text, report, cancellation));
            file.Complete();
            terminal.Line($"Wrote {rows} predictions to {values.GetRequiredValue(output)}");
        });
    }

    private static long Run(TableModel model, bool withContributions, CsvTable table, TextWriter text, Action<double> report, CancellationToken cancellation)
    {
        int[] columns = table.Find(model.FeatureNames);
        int idColumn = table.Header.Contains(FeaturesCommand.CustomerColumn) ? table.Find([FeaturesCommand.CustomerColumn])[0] : -1;
        CsvRow.WriteHeader(text, [FeaturesCommand.CustomerColumn, "raw", "prediction", .. withContributions ? [.. model.InputNames, "bias"] : Array.Empty<string>()]);
        double[] features = new double[columns.Length];
        double[] numbers = new double[2 + (withContributions ? model.InputNames.Count + 1 : 0)];
        long rows = 0;
        for (; table.Read(); rows++)
        {
            if (rows % RowsPerReport == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report(table.Share);
            }

            for (int feature = 0; feature < columns.Length; feature++)
            {
                features[feature] = table.Number(columns[feature]);
            }

            (numbers[0], numbers[1]) = model.Predict(features);
            if (withContributions)
            {
                model.Explain(features, numbers.AsSpan(2));
            }

            CsvRow.Write(text, idColumn >= 0 ? table.Text(idColumn) : (rows + 1).ToString(CultureInfo.InvariantCulture), numbers);
        }

        return rows;
    }
}
