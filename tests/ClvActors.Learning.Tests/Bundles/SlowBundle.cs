using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Tests.Boosting;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Bundles;

/// <summary>What a bundle says, worked out from its manifest and its trees by name and by plain formulas.</summary>
internal sealed class SlowBundle(TrainedBundle trained)
{
    private readonly BundleManifest _manifest = trained.Manifest;

    public Prediction Predict(PredictionSource source, double[] features)
    {
        if (source == PredictionSource.Pending)
        {
            return new Prediction { Value = _manifest.ColdStart.Value };
        }

        if (source == PredictionSource.Lapsed)
        {
            return _manifest.Lapsed is null ? Prediction.Nothing : new Prediction { Value = LapsedValue(_manifest.Lapsed, features[0]) };
        }

        bool isCold = source == PredictionSource.ColdStart;
        Dictionary<string, double> inputs = Inputs(features);
        double raw = Raw(isCold ? PartRole.ColdStart : PartRole.Value, inputs)!.Value;
        double value = isCold ? Math.Exp(raw) : Math.Max(Math.Exp(raw) - 1, 0);
        (double low, double high) = Interval(isCold, inputs, value);
        BgNbdModel population = PurchasesOf(_manifest.BuyTillYouDie!.Population!);
        (int x, double tx, double age, double spend) = History(inputs, "purchase_days", "repeat_spend_avg");
        double probability = Calibrated(PartRole.Purchase30, 1 / (1 + Math.Exp(-Raw(PartRole.Purchase30, inputs)!.Value)));
        return new Prediction
        {
            Value = value,
            RawScore = raw,
            IntervalLow = low,
            IntervalHigh = high,
            ProbabilityAlive = population.ProbabilityAlive(x, tx, age),
            ExpectedPurchases30 = Math.Max(population.ExpectedPurchases(x, tx, age, 30), probability),
            ExpectedSpend30 = Calibrated(PartRole.Spend30, Math.Exp(Raw(PartRole.Spend30, inputs)!.Value)),
            PurchaseProbability30 = probability,
            DaysToNextPurchase = population.TimeToNextPurchase(x, tx, age) ?? double.NaN,
        };
    }

    private static double LapsedValue(LapsedRule rule, double days)
    {
        LapsedKnot? before = rule.Knots.LastOrDefault(knot => knot.Days <= days);
        LapsedKnot? after = rule.Knots.FirstOrDefault(knot => knot.Days > days);
        return before is null ? after!.Value
            : after is null ? before.Value
            : before.Value + ((after.Value - before.Value) * (days - before.Days) / (after.Days - before.Days));
    }

    private static (int Frequency, double Recency, double Age, double Spend) History(Dictionary<string, double> inputs, string purchases, string spend) =>
        ((int)inputs[purchases] - 1, inputs["tenure_days"], inputs["tenure_days"] + inputs["recency_days"], inputs[spend]);

    private static BgNbdModel PurchasesOf(FittedModel fit) => new(
        fit.Parameters["r"].Value, fit.Parameters["alpha"].Value, fit.Parameters["a"].Value, fit.Parameters["b"].Value, fit.Model == "mbg_nbd");

    private Dictionary<string, double> Inputs(double[] features)
    {
        Dictionary<string, double> inputs = FeatureSet.Names.Zip(features).ToDictionary(pair => pair.First, pair => pair.Second);
        BuyTillYouDieRule models = _manifest.BuyTillYouDie!;
        Derive("invoices", models.Invoices, History(inputs, "frequency", "monetary_avg"));
        Derive("days", models.PurchaseDays, History(inputs, "purchase_days", "repeat_spend_avg"));
        return inputs;

        void Derive(string name, CustomerBaseRule rule, (int Frequency, double Recency, double Age, double Spend) customer)
        {
            (int x, double tx, double age, double mean) = customer;
            BgNbdModel purchases = PurchasesOf(rule.Purchases);
            (double p, double q, double v) = (rule.Spend.Parameters["p"].Value, rule.Spend.Parameters["q"].Value, rule.Spend.Parameters["v"].Value);
            inputs[$"{name}_p_alive"] = purchases.ProbabilityAlive(x, tx, age);
            inputs[$"{name}_expected_purchases"] = purchases.ExpectedPurchases(x, tx, age, models.Days);
            inputs[$"{name}_expected_spend"] = x > 0 ? p * (v + (x * mean)) / ((p * x) + q - 1) : q > 1 ? p * v / (q - 1) : rule.MeanSpend;
            inputs[$"{name}_value_log"] = Math.Log(1 + (inputs[$"{name}_expected_purchases"] * inputs[$"{name}_expected_spend"]));
        }
    }

    private double? Raw(string role, Dictionary<string, double> inputs)
    {
        BundlePart? part = _manifest.Part(role);
        if (part is null)
        {
            return null;
        }

        TreeEnsemble ensemble = trained.Trees[_manifest.Parts.ToList().IndexOf(part)];
        double trees = PlainScorer.Score(ensemble, [.. ensemble.FeatureNames.Select(name => inputs[name])]);
        if (part.Offset.Kind == PartOffset.None)
        {
            return trees + part.Offset.Constant;
        }

        double invoices = inputs["invoices_value_log"];
        double offset = (invoices + inputs["days_value_log"]) / 2;
        double fade = 0;
        if (part.Offset.FadeCentre is { } centre)
        {
            double value = Math.Pow(Math.Exp(invoices) - 1, part.Offset.FadePower!.Value);
            fade = value / (value + Math.Pow(centre, part.Offset.FadePower.Value));
        }

        return (fade * invoices) + ((1 - fade) * (offset + trees)) + part.Offset.Constant;
    }

    private (double Low, double High) Interval(bool isCold, Dictionary<string, double> inputs, double value)
    {
        IReadOnlyList<IntervalGroup> groups = (isCold ? _manifest.Interval!.ColdStart : _manifest.Interval!.Model)!;
        double low = Raw(isCold ? PartRole.ColdStartLow : PartRole.ValueLow, inputs) ?? double.NegativeInfinity;
        double high = Raw(isCold ? PartRole.ColdStartHigh : PartRole.ValueHigh, inputs)!.Value;
        IntervalGroup group = groups.Last(one => one.Above is null || low > one.Above);
        double from = group.LowShift is null ? 0 : Math.Max(Math.Exp(low + group.LowShift.Value) - 1, 0);
        double to = Math.Max(Math.Exp(high + group.HighShift) - 1, 0);
        return (Math.Min(from, value), Math.Max(to, value));
    }

    private double Calibrated(string role, double prediction)
    {
        PartCalibration calibration = _manifest.Part(role)!.Calibration;
        switch (calibration.Kind)
        {
            case PartCalibration.Scale:
                return prediction * calibration.Factor!.Value;
            case PartCalibration.Isotonic:
                (IReadOnlyList<double> xs, IReadOnlyList<double> ys) = (calibration.Predictions!, calibration.Probabilities!);
                int after = xs.TakeWhile(x => x < prediction).Count();
                return after == 0 ? ys[0] : after == xs.Count ? ys[^1] : ys[after - 1] + ((ys[after] - ys[after - 1]) * (prediction - xs[after - 1]) / (xs[after] - xs[after - 1]));
            default:
                return prediction;
        }
    }
}
