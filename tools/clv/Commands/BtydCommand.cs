using System.CommandLine;
using System.Globalization;
using ClvActors.CommandLine.BuyTillYouDie;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Output;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv btyd</c>: fits BG/NBD or MBG/NBD and Gamma-Gamma and forecasts every customer.</summary>
internal sealed class BtydCommand
{
    private const int Year = 365;
    private const int LongestHorizon = 36_500;

    // Lifetimes' advice and Fader and Hardie's examples stay below 0.15; from here on the assumption is plainly wrong.
    private const double NotableCorrelation = 0.3;

    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<DateOnly> _asOf = CommonOptions.AsOf();
    private readonly Option<string?> _summary = new("--summary")
    {
        Description = "Instead of transactions a CSV with the columns ID, frequency (repeat purchases), recency, T and perhaps monetary_value, in any unit of time.",
        HelpName = "CSV",
    };

    private readonly Option<double> _penalty = new("--penalty")
    {
        Description = "Strength of the penalty on large parameters, as in lifetimes.",
        HelpName = "P",
        DefaultValueFactory = _ => 0,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            bool isPenalty = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 && double.IsFinite(value);
            if (!isPenalty)
            {
                result.AddError($"--penalty: '{text}' is not a number of at least 0.");
            }

            return value;
        },
    };

    private readonly Option<bool> _modified = new("--modified") { Description = "Fit MBG/NBD, where one-time buyers can be gone already, instead of BG/NBD." };
    private readonly Option<int> _horizon = CommonOptions.WholeNumber("--horizon-days", "Days to forecast; with --summary in the table's unit of time.", Year, 1, LongestHorizon);
    private readonly Option<string> _out = CommonOptions.Out("The JSON file to write; an existing one is replaced.", "JSON");
    private readonly Option<bool> _strict = CommonOptions.Strict();
    private readonly Option<string> _zone = CommonOptions.TimeZone();

    public static VerbCommand Create()
    {
        BtydCommand btyd = new();
        btyd._data.Required = false;
        btyd._asOf.Required = false;
        VerbCommand command = new(
            "btyd",
            "Fits buy-till-you-die models (BG/NBD or MBG/NBD, and Gamma-Gamma for spend) by maximum likelihood and forecasts every customer.",
            "clv btyd --data online_retail_II.csv.gz --as-of 2010-11-30 --out btyd.json",
            "clv btyd --data shop.csv --as-of 2010-11-30 --penalty 0.01 --modified --horizon-days 90 --out btyd.json",
            "clv btyd --summary cdnow_customers_summary.csv --horizon-days 39 --out cdnow.json")
        {
            btyd._data, btyd._asOf, btyd._summary, btyd._penalty, btyd._modified, btyd._horizon, btyd._out, btyd._strict, btyd._zone,
        };
        return command.Does(btyd.Run);
    }

    private void Run(ParseResult values, Terminal terminal, CancellationToken cancellation)
    {
        CheckSource(values);

        // Begun before the reading, so that a name that cannot be written is told at once.
        using OutputFile file = OutputFile.Create(values.GetRequiredValue(_out));
        SummaryTable table = ReadTable(values, terminal, cancellation);
        long started = terminal.Time.GetTimestamp();
        (BgNbdFit purchases, GammaGammaFit? spend) = Fit(table, values.GetValue(_penalty), values.GetValue(_modified));
        cancellation.ThrowIfCancellationRequested();
        terminal.Line($"Fitted {table.Customers.Count} customers in {terminal.Time.GetElapsedTime(started).TotalSeconds:F2} s");
        terminal.Line();
        Report(purchases, spend, terminal);
        int horizon = values.GetValue(_horizon);
        BtydJson.Write(
            file.Bytes,
            table,
            purchases,
            spend,
            horizon,
            table.Customers.Select(customer => BtydForecast.Of(customer.Id, customer.Summary, purchases.Model, spend?.Model, horizon, table.AsOf)),
            cancellation);
        file.Complete();
        terminal.Line();
        terminal.Line($"Wrote {table.Customers.Count} customers to {values.GetRequiredValue(_out)}");
    }

    private void CheckSource(ParseResult values)
    {
        bool hasData = values.GetResult(_data) is not null;
        bool hasDate = values.GetResult(_asOf) is not null;
        bool hasSummary = values.GetValue(_summary) is not null;
        if (hasData == hasSummary)
        {
            throw new WrongArgumentsException("Either --data or --summary must be given.");
        }

        if (hasData != hasDate)
        {
            throw new WrongArgumentsException(hasData ? "--data needs --as-of." : "--as-of belongs to --data; a table of summaries has no date.");
        }
    }

    private SummaryTable ReadTable(ParseResult values, Terminal terminal, CancellationToken cancellation)
    {
        if (values.GetValue(_summary) is { } path)
        {
            return SummaryTable.Read(path);
        }

        CleanedLines cleaned = CleanedLines.Read(
            values.GetRequiredValue(_data), TimeZoneInfo.FindSystemTimeZoneById(values.GetRequiredValue(_zone)), values.GetValue(_strict), terminal, cancellation);
        cleaned.Report(terminal);
        return SummaryTable.From(cleaned, values.GetValue(_asOf));
    }

    private static (BgNbdFit Purchases, GammaGammaFit? Spend) Fit(SummaryTable table, double penalty, bool isModified)
    {
        PurchaseSummary[] customers = [.. table.Customers.Select(customer => customer.Summary)];
        try
        {
            return (BgNbdFit.Fit(customers, penalty, isModified), table.HasSpend ? GammaGammaFit.Fit(customers, penalty) : null);
        }
        catch (InvalidDataException wrong)
        {
            throw new WrongInputException($"{table.Source}: {wrong.Message}", wrong);
        }
    }

    private static void Report(BgNbdFit purchases, GammaGammaFit? spend, Terminal terminal)
    {
        List<string[]> rows = [];
        AddRows(purchases.Model.IsModified ? "MBG/NBD" : "BG/NBD", purchases.Parameters, purchases.Diagnostics);
        if (spend is not null)
        {
            AddRows("Gamma-Gamma", spend.Parameters, spend.Diagnostics);
        }

        terminal.Table(["model", "estimate", "standard error"], rows);
        Warn(purchases.Diagnostics);
        if (spend is not null)
        {
            Warn(spend.Diagnostics);
            if (Math.Abs(spend.FrequencySpendCorrelation) > NotableCorrelation)
            {
                terminal.Line($"note: frequency and mean spend correlate by {spend.FrequencySpendCorrelation:F2}; Gamma-Gamma takes them for independent");
            }
        }

        void AddRows(string model, IEnumerable<ParameterEstimate> parameters, FitDiagnostics fit)
        {
            rows.AddRange(parameters.Select(parameter => new[] { $"{model} {parameter.Name}", $"{parameter.Value:G6}", double.IsNaN(parameter.StandardError) ? "-" : $"{parameter.StandardError:G3}" }));
            rows.Add([$"{model} log-likelihood", $"{fit.LogLikelihood:F4}", ""]);
        }

        void Warn(FitDiagnostics fit)
        {
            if (!fit.HasConverged)
            {
                terminal.Line($"note: the fit has not converged, its gradient is {fit.GradientNorm:G3}");
            }
            else if (!fit.IsDetermined)
            {
                terminal.Line("note: the data do not determine every parameter: one runs to the edge of the search");
            }
        }
    }
}
