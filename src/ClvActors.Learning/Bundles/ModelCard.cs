using ClvActors.Learning.Bundles.Cards;
using ClvActors.Learning.Bundles.Parts;

namespace ClvActors.Learning.Bundles;

/// <summary>Renders the model card, the manifest for people to read, as Markdown.</summary>
/// <remarks>A pure function of the manifest (Mitchell et al. 2019, "Model cards for model reporting"): no figure stands in it that is not there. Stateless; safe on any thread.</remarks>
public static class ModelCard
{
    /// <summary>The card of a bundle.</summary>
    public static string Render(BundleManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        Markdown text = new();
        text.Line($"# Model card: {manifest.Id}");
        text.Line("");
        text.Line($"Predicts what a customer will spend in the {manifest.HorizonDays} days after an as-of date. Recipe `{manifest.Recipe}`, written by {manifest.CreatedBy} from `{BundleFileNames.Manifest}`, which holds all figures in full.");
        WriteUse(text, manifest);
        WriteData(text, manifest);
        ModelSection.Write(text, manifest);
        QualitySection.Write(text, manifest);
        WriteFeatures(text, manifest);
        WriteLimits(text, manifest);
        return text.ToString();
    }

    private static DateOnly LastLabelDate(BundleManifest manifest) => manifest.AsOf.AddDays(manifest.HorizonDays);

    private static void WriteUse(Markdown text, BundleManifest manifest)
    {
        text.Heading("Intended use");
        text.Line("- Ranking customers by expected value, and placing them into segments, for decisions about groups: budgets, campaigns, service levels.");
        text.Line($"- Customers with at least {manifest.ColdStart.FewestPurchases} purchases in the 365 days up to the as-of date are scored by the part `{PartRole.Value}`.");
        string constant = $"{Markdown.Number(manifest.ColdStart.Value, 2)}, {(manifest.ColdStart.Rule == ColdStartRule.ColdStartMean ? "the mean of the training cold starts" : "the median of the training customers")}";
        text.Line(manifest.Part(PartRole.ColdStart) is null
            ? $"- Cold starts, with fewer purchases there, get {constant}, and are flagged."
            : $"- Cold starts, with fewer purchases there, are scored by a part of their own and flagged. Customers whose purchases all lie after the as-of date get {constant}.");
        text.Line(manifest.Lapsed is null
            ? "- Customers whose purchases have all left those days get 0, and are flagged."
            : "- Customers whose purchases have all left those days get a value by the days since the last one, and are flagged.");
        text.Line("- Not for decisions that hang on the amount of a single customer: see the mean errors below.");
    }

    private static void WriteData(Markdown text, BundleManifest manifest)
    {
        DataFingerprint data = manifest.Data;
        text.Heading("Data");
        text.Table("", "value");
        text.Row("file", data.File);
        text.Row("SHA-256", $"`{data.Sha256}`");
        text.Row("lines read", Markdown.Count(data.Lines));
        text.Row("lines kept", $"{Markdown.Count(data.KeptLines)} by the cleaning rules `{manifest.CleaningRules}`");
        text.Row("customers", Markdown.Count(data.Customers));
        text.Row("purchases", $"{Markdown.Date(data.FirstDate)} to {Markdown.Date(data.LastDate)}");
        text.Row("features as of", Markdown.Date(manifest.AsOf));
        text.Row("label", $"spend from {Markdown.Date(manifest.AsOf.AddDays(1))} to {Markdown.Date(LastLabelDate(manifest))}");
        text.Row("training customers", Markdown.Count(manifest.Training.TrainCustomers));
        text.Row("test customers, held out", Markdown.Count(manifest.Training.TestCustomers));
        text.Row("split", manifest.Training.Split.Describe());
    }

    private static void WriteFeatures(Markdown text, BundleManifest manifest)
    {
        text.Heading("Features");
        text.Line($"Feature set `{manifest.FeatureSet.Name}` version {manifest.FeatureSet.Version}; distribution over the training customers.");
        text.Line("");
        text.Table("feature", "mean", "least", "median", "largest", "share of 0");
        foreach (FeatureDistribution feature in manifest.FeatureDistributions)
        {
            text.Row(
                $"`{feature.Name}`",
                Markdown.Number(feature.Mean, 3),
                Markdown.Number(feature.Minimum, 3),
                Markdown.Number(feature.Quantiles.GetValueOrDefault("p50", double.NaN), 3),
                Markdown.Number(feature.Maximum, 3),
                Markdown.Number(feature.ShareOfZeros, 3));
        }
    }

    private static void WriteLimits(Markdown text, BundleManifest manifest)
    {
        text.Heading("Limits");
        if (manifest.Data.LastDate < LastLabelDate(manifest))
        {
            text.Line($"- The data ends on {Markdown.Date(manifest.Data.LastDate)}, before the label's last day: labels and predictions are too low.");
        }

        text.Line("- One shop, one currency, one split: the errors of a few very large customers decide MAE and RMSE, and move them much from split to split.");
        text.Line(manifest.BuyTillYouDie is null
            ? "- Trees cannot predict beyond the largest values they saw, and training on a logarithm makes typical customers' predictions lower than their mean."
            : "- Values are nearer to the median than to the mean of what such a customer spends, so totals over many customers come out low.");
        text.Line("- Spend before returns: cancellations are not taken off. No margins, no discounting.");
        text.Line("- Valid for the season that it was trained on; feature distributions that leave the ones above call for retraining.");
        if (manifest.Part(PartRole.Spend30) is not null)
        {
            text.Line("- The 30-day parts learnt from all seasons together: in strong months they come out low, in weak ones high.");
        }

        if (manifest.BuyTillYouDie?.Population is not null)
        {
            text.Line("- P(alive) and the next order suppose that customers buy at a steady rate until they stop for ever: no seasons.");
        }

        if (manifest.Lapsed is not null)
        {
            text.Line("- The value of lapsed customers supposes that what was observed per day goes on over the whole horizon.");
        }
    }
}
