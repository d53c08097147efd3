using System.CommandLine;
using System.Globalization;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Terminals;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Csv;
using ClvActors.Files.Generation;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv generate</c>: writes the transactions of a made-up shop.</summary>
internal static class GenerateCommand
{
    private const int LinesPerReport = 4096;

    private static readonly DateOnly FirstDay = new(2009, 12, 1);
    private static readonly DateOnly LastDay = new(2011, 12, 9);

    public static VerbCommand Create()
    {
        Option<int> customers = CommonOptions.WholeNumber("--customers", "Customers who buy at least once.", 1000, 1, 100_000_000);
        Option<ulong> seed = new("--seed")
        {
            Description = "The same seed gives the same bytes.",
            HelpName = "S",
            DefaultValueFactory = _ => 42,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value))
                {
                    result.AddError($"--seed: '{text}' is not a whole number of at least 0.");
                }

                return value;
            },
        };
        Option<DateOnly> from = CommonOptions.Date("--from", "First day.", FirstDay);
        Option<DateOnly> to = CommonOptions.Date("--to", "Last day.", LastDay);
        Option<string> output = CommonOptions.Out("The file to write, .csv or .csv.gz; an existing one is replaced.");
        VerbCommand command = new(
            "generate",
            "Writes the transactions of a realistic made-up shop in the layout of Online Retail II: returns, guests, duplicates and fees included.",
            "clv generate --customers 1000 --seed 1 --from 2009-12-01 --to 2011-12-09 --out shop.csv.gz",
            "clv generate --out shop.csv")
        {
            customers, seed, from, to, output,
        };
        return command.Does((values, terminal, cancellation) =>
        {
            ShopOptions options = new(values.GetValue(customers), values.GetValue(seed), values.GetValue(from), values.GetValue(to));
            Run(options, values.GetRequiredValue(output), terminal, cancellation);
        });
    }

    private static void Run(ShopOptions options, string path, Terminal terminal, CancellationToken cancellation)
    {
        if (options.To < options.From)
        {
            throw new WrongArgumentsException($"--to: {options.To:yyyy-MM-dd} lies before --from {options.From:yyyy-MM-dd}.");
        }

        ShopGenerator generator = MakeGenerator(options);
        using CsvTransactionWriter writer = CsvTransactionWriter.Create(path);
        long lines = terminal.WithProgress($"Generating {options.Customers} customers", report =>
        {
            foreach (TransactionLine line in generator.Lines())
            {
                if (writer.LinesWritten % LinesPerReport == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    report((double)(line.Date.DayNumber - options.From.DayNumber) / (options.To.DayNumber - options.From.DayNumber + 1));
                }

                writer.Write(line);
            }

            return writer.LinesWritten;
        });
        writer.Complete();
        terminal.Line($"Wrote {lines} lines to {path}");
    }

    private static ShopGenerator MakeGenerator(ShopOptions options)
    {
        try
        {
            return new ShopGenerator(options);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new WrongArgumentsException(
                $"--from, --to: a shop from {options.From:yyyy-MM-dd} to {options.To:yyyy-MM-dd} cannot be generated; at most 100 years between {TransactionLimits.FirstYear} and {TransactionLimits.LastYear}.");
        }
    }
}
