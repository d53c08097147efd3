using ClvActors.Domain.Features;
using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Tests.Boosting;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Tests.ValueModels;

/// <summary>The value part written down step by step, with a dictionary of named inputs and plain formulas.</summary>
internal static class SlowValueModel
{
    public static double RawScore(ValueModelFit fit, double[] features)
    {
        Dictionary<string, double> inputs = FeatureSet.Names.Zip(features).ToDictionary(pair => pair.First, pair => pair.Second);
        int days = fit.Model.DerivedInputs.Days;
        double age = inputs["tenure_days"] + inputs["recency_days"];
        Derive("invoices", fit.Invoices, new PurchaseSummary((int)inputs["frequency"] - 1, inputs["tenure_days"], age, inputs["monetary_avg"]));
        Derive("days", fit.PurchaseDays, new PurchaseSummary((int)inputs["purchase_days"] - 1, inputs["tenure_days"], age, inputs["repeat_spend_avg"]));
        double trees = PlainScorer.Score(fit.Model.Trees, [.. fit.Model.Trees.FeatureNames.Select(name => inputs[name])]);
        double offset = 0.5 * (inputs["invoices_value_log"] + inputs["days_value_log"]);
        double value = Math.Exp(inputs["invoices_value_log"]) - 1;
        double k = fit.Model.Offset.FadePower;
        double fade = Math.Pow(value, k) / (Math.Pow(value, k) + Math.Pow(fit.Model.Offset.FadeCentre, k));
        return (fade * inputs["invoices_value_log"]) + ((1 - fade) * (offset + trees));

        void Derive(string name, CustomerBaseFit models, PurchaseSummary customer)
        {
            BgNbdModel purchases = models.Purchases.Model;
            GammaGammaModel spend = models.Spend.Model;
            double expected = purchases.ExpectedPurchases(customer.Frequency, customer.Recency, customer.Age, days);
            double mean = customer.Frequency > 0
                ? spend.P * (spend.V + (customer.Frequency * customer.MeanSpend)) / ((spend.P * customer.Frequency) + spend.Q - 1)
                : spend.P * spend.V / (spend.Q - 1);
            inputs[$"{name}_p_alive"] = purchases.ProbabilityAlive(customer.Frequency, customer.Recency, customer.Age);
            inputs[$"{name}_expected_purchases"] = expected;
            inputs[$"{name}_expected_spend"] = mean;
            inputs[$"{name}_value_log"] = Math.Log(1 + (expected * mean));
        }
    }
}
