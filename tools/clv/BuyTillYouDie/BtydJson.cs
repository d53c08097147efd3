using System.Text.Json;
using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.CommandLine.BuyTillYouDie;

/// <summary>Writes fitted models and what they expect of every customer as one JSON object; what does not exist is left out.</summary>
internal static class BtydJson
{
    private const int FlushAfterBytes = 1 << 16;

    public static void Write(
        Stream output, SummaryTable table, BgNbdFit purchases, GammaGammaFit? spend, int horizon, IEnumerable<BtydForecast> customers, CancellationToken cancellation)
    {
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("source", Path.GetFileName(table.Source));
        if (table.AsOf is { } asOf)
        {
            json.WriteString("as_of", $"{asOf:yyyy-MM-dd}");
        }

        json.WriteNumber("horizon", horizon);
        WriteModel(json, "purchase_model", purchases.Model.IsModified ? "mbg_nbd" : "bg_nbd", purchases.Parameters, purchases.Penalty, purchases.Diagnostics, null);
        if (spend is not null)
        {
            WriteModel(json, "spend_model", "gamma_gamma", spend.Parameters, spend.Penalty, spend.Diagnostics, spend.FrequencySpendCorrelation);
        }

        json.WriteStartArray("customers");
        foreach (BtydForecast customer in customers)
        {
            WriteCustomer(json, customer);
            if (json.BytesPending > FlushAfterBytes)
            {
                cancellation.ThrowIfCancellationRequested();
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteModel(
        Utf8JsonWriter json, string field, string name, IReadOnlyList<ParameterEstimate> parameters, double penalty, FitDiagnostics fit, double? correlation)
    {
        json.WriteStartObject(field);
        json.WriteString("name", name);
        json.WriteStartObject("parameters");
        foreach (ParameterEstimate parameter in parameters)
        {
            json.WriteNumber(parameter.Name, parameter.Value);
        }

        json.WriteEndObject();
        if (fit.IsDetermined)
        {
            json.WriteStartObject("standard_errors");
            foreach (ParameterEstimate parameter in parameters)
            {
                json.WriteNumber(parameter.Name, parameter.StandardError);
            }

            json.WriteEndObject();
        }

        json.WriteNumber("penalty", penalty);
        json.WriteNumber("customers", fit.Customers);
        json.WriteNumber("log_likelihood", fit.LogLikelihood);
        json.WriteNumber("objective", fit.Objective);
        json.WriteNumber("iterations", fit.Iterations);
        json.WriteNumber("gradient_norm", fit.GradientNorm);
        json.WriteBoolean("converged", fit.HasConverged);
        json.WriteBoolean("determined", fit.IsDetermined);
        WriteNumber(json, "frequency_spend_correlation", correlation);
        json.WriteEndObject();
    }

    private static void WriteCustomer(Utf8JsonWriter json, BtydForecast customer)
    {
        json.WriteStartObject();
        if (customer.Id.IsInteger)
        {
            json.WriteNumber("customer_id", customer.Id.Number);
        }
        else
        {
            json.WriteString("customer_id", customer.Id.ToString());
        }

        json.WriteNumber("frequency", customer.Summary.Frequency);
        json.WriteNumber("recency", customer.Summary.Recency);
        json.WriteNumber("t", customer.Summary.Age);
        WriteNumber(json, "monetary_value", customer.Summary.MeanSpend);
        json.WriteNumber("expected_purchases", customer.ExpectedPurchases);
        json.WriteNumber("purchase_probability", customer.PurchaseProbability);
        json.WriteNumber("p_alive", customer.ProbabilityAlive);
        WriteNumber(json, "expected_spend", customer.ExpectedSpend);
        WriteNumber(json, "expected_value", customer.ExpectedValue);
        if (customer.NextOrderDate is { } date)
        {
            json.WriteString("next_order_date", $"{date:yyyy-MM-dd}");
        }

        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
    }
}
