using ClvActors.Learning.Bundles.Parts;

namespace ClvActors.Learning.Bundles.Cards;

/// <summary>What a bundle is made of.</summary>
internal static class ModelSection
{
    public static void Write(Markdown text, BundleManifest manifest)
    {
        text.Heading("Model");
        if (manifest.BuyTillYouDie is { } models)
        {
            WriteValue(text, manifest, models);
        }
        else
        {
            BundlePart value = manifest.Part(PartRole.Value)!;
            text.Line($"{value.Trees} boosted trees in LightGBM's text format (`{value.File}`), trained on log(1 + label). Value = max(e^raw - 1, 0).");
        }

        text.Line("");
        text.Table("part", "predicts", "objective", "trees", "rows", "models");
        foreach (BundlePart part in manifest.Parts)
        {
            text.Row(
                $"`{part.File}`",
                Describe(part.Role, manifest),
                $"`{part.Objective}`",
                Markdown.Count(part.Trees),
                Markdown.Count(part.Training.Rows),
                Markdown.Count(part.Training.Models));
        }

        WriteParameters(text, manifest);
        if (manifest.BuyTillYouDie is { } fitted)
        {
            WriteFits(text, fitted);
        }

        if (manifest.Interval is { } interval)
        {
            WriteInterval(text, interval);
        }

        if (manifest.Lapsed is { } lapsed)
        {
            WriteLapsed(text, lapsed);
        }
    }

    private static void WriteValue(Markdown text, BundleManifest manifest, BuyTillYouDieRule models)
    {
        BundlePart value = manifest.Part(PartRole.Value)!;
        text.Line($"BG/NBD and Gamma-Gamma, fitted twice (every invoice a purchase; every day with an invoice one purchase), give two values over {models.Days} days; the mean of their logarithms is the offset o. Boosted trees, trained for the absolute error on log(1 + label) from there on, correct it. Value = max(e^raw - 1, 0).");
        if (value.Offset.FadeCentre is { } centre)
        {
            text.Line("");
            text.Line($"The correction fades where trees have seen too few customers: raw = i + (o + trees - i) / (1 + (V / c)^k), with i the logarithm of the value V by invoices, c = {Markdown.Number(centre, 2)} and k = {Markdown.Digits(value.Offset.FadePower!.Value, 4)}.");
        }
    }

    private static string Describe(string role, BundleManifest manifest) => role switch
    {
        PartRole.Value => $"spend over {manifest.HorizonDays} days",
        PartRole.ValueLow => "lower end of its interval",
        PartRole.ValueHigh => "upper end of its interval",
        PartRole.ColdStart => $"spend of cold starts over {manifest.HorizonDays} days",
        PartRole.ColdStartLow => "lower end of its interval",
        PartRole.ColdStartHigh => "upper end of its interval",
        PartRole.Spend30 => "spend over 30 days",
        _ => "probability of a purchase within 30 days",
    };

    // One column per part; what all parts have in common is most of it.
    private static void WriteParameters(Markdown text, BundleManifest manifest)
    {
        text.Line("");
        text.Table(["parameter", .. manifest.Parts.Select(part => part.Role)]);
        foreach (string name in manifest.Parts.SelectMany(part => part.Training.Parameters.Keys).Distinct())
        {
            text.Row([$"`{name}`", .. manifest.Parts.Select(part => part.Training.Parameters.GetValueOrDefault(name, "-"))]);
        }
    }

    private static void WriteFits(Markdown text, BuyTillYouDieRule models)
    {
        text.Line("");
        text.Table("fit", "customers", "log-likelihood", "parameters (standard errors)");
        Row("invoices: purchases", models.Invoices.Purchases);
        Row("invoices: spend", models.Invoices.Spend);
        Row("purchase days: purchases", models.PurchaseDays.Purchases);
        Row("purchase days: spend", models.PurchaseDays.Spend);
        if (models.Population is not null)
        {
            Row("everyone's purchase days", models.Population);
        }

        void Row(string name, FittedModel fit) => text.Row(
            $"{name} (`{fit.Model}`)",
            Markdown.Count(fit.Customers),
            Markdown.Number(fit.LogLikelihood, 1),
            string.Join(", ", fit.Parameters.Select(pair => $"{pair.Key} {Markdown.Digits(pair.Value.Value, 4)} ({Markdown.Digits(pair.Value.StandardError, 2)})")));
    }

    private static void WriteInterval(Markdown text, IntervalRule interval)
    {
        text.Line("");
        text.Line($"Intervals are made to hold {Markdown.Percent(interval.Level)} % of the outcomes: shifts of the raw ends, from {interval.Folds} folds of the training customers.");
        text.Line("");
        text.Table("customers", "raw lower end above", "number", "shift of the lower end", "shift of the upper end");
        foreach ((string name, IReadOnlyList<IntervalGroup>? groups) in new[] { ("repeat purchases", interval.Model), ("cold starts", interval.ColdStart) })
        {
            foreach (IntervalGroup group in groups ?? [])
            {
                text.Row(
                    name,
                    group.Above is { } bound ? Markdown.Digits(bound, 4) : "-",
                    Markdown.Count(group.Customers),
                    group.LowShift is { } shift ? Markdown.Number(shift, 4) : "begins at 0",
                    Markdown.Number(group.HighShift, 4));
            }
        }
    }

    private static void WriteLapsed(Markdown text, LapsedRule lapsed)
    {
        text.Line("");
        text.Line($"Lapsed customers: what such customers spent at {lapsed.Origins.Count} month ends from {Markdown.Date(lapsed.Origins[0])} to {Markdown.Date(lapsed.Origins[^1])}, per day ({Markdown.Count(lapsed.ObservedDays)} customer-days), times the horizon.");
        text.Line("");
        text.Table("days since the last purchase", "value");
        foreach (LapsedKnot knot in lapsed.Knots)
        {
            text.Row(Markdown.Number(knot.Days, 0), Markdown.Number(knot.Value, 2));
        }
    }
}
