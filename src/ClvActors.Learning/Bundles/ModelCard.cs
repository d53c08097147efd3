using System.Globalization;
using System.Text;
using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles;

/// <summary>Renders the model card, the manifest for people to read, as Markdown.</summary>
/// <remarks>A pure function of the manifest (Mitchell et al. 2019, "Model cards for model reporting"). Stateless; safe on any thread.</remarks>
public static class ModelCard
{
    /// <summary>The card of a bundle.</summary>
    public static string Render(BundleManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        StringBuilder text = new();
        DateOnly lastLabelDate = manifest.AsOf.AddDays(manifest.HorizonDays);
        Line(text, $"# Model card: {manifest.Id}");
        Line(text, "");
        Line(text, $"Predicts what a customer will spend in the {manifest.HorizonDays} days after an as-of date. Written by {manifest.CreatedBy} from `{BundleFileNames.Manifest}`, which holds all figures in full.");
        AddUse(text, manifest);
        AddData(text, manifest, lastLabelDate);
        AddModel(text, manifest);
        AddQuality(text, manifest);
        AddFeatures(text, manifest);
        AddLimits(text, manifest, lastLabelDate);
        return text.ToString();
    }

    private static void AddUse(StringBuilder text, BundleManifest manifest)
    {
        Heading(text, "Intended use");
        Line(text, "- Ranking customers by expected value, and placing them into segments, for decisions about groups: budgets, campaigns, service levels.");
        Line(text, $"- Customers with at least {manifest.ColdStart.FewestPurchases} purchases in the 365 days up to the as-of date. Everyone else gets {Number(manifest.ColdStart.Value, 2)}, the median of the training customers, and is flagged.");
        Line(text, "- Not for decisions that hang on the amount of a single customer: see the mean errors below.");
    }

    private static void AddData(StringBuilder text, BundleManifest manifest, DateOnly lastLabelDate)
    {
        DataFingerprint data = manifest.Data;
        Heading(text, "Data");
        Table(text, "", "value");
        Row(text, "file", data.File);
        Row(text, "SHA-256", $"`{data.Sha256}`");
        Row(text, "lines read", Count(data.Lines));
        Row(text, "lines kept", $"{Count(data.KeptLines)} by the cleaning rules `{manifest.CleaningRules}`");
        Row(text, "customers", Count(data.Customers));
        Row(text, "purchases", $"{Date(data.FirstDate)} to {Date(data.LastDate)}");
        Row(text, "features as of", Date(manifest.AsOf));
        Row(text, "label", $"spend from {Date(manifest.AsOf.AddDays(1))} to {Date(lastLabelDate)}");
        Row(text, "training customers", Count(manifest.Training.TrainCustomers));
        Row(text, "test customers, held out", Count(manifest.Training.TestCustomers));
        Row(text, "split", manifest.Training.Split.Describe());
    }

    private static void AddModel(StringBuilder text, BundleManifest manifest)
    {
        Heading(text, "Model");
        Line(text, $"{manifest.Model.Trees} boosted trees in LightGBM's text format (`{manifest.Model.File}`), trained on log(1 + label). Value = max(e^raw - 1, 0).");
        Line(text, "");
        Table(text, "parameter", "value");
        foreach ((string name, string value) in manifest.Training.Parameters)
        {
            Row(text, $"`{name}`", value);
        }
    }

    private static void AddQuality(StringBuilder text, BundleManifest manifest)
    {
        Heading(text, "Quality on the test customers");
        Table(text, "metric", "model", "training mean for everyone");
        RegressionMetrics model = manifest.Metrics;
        RegressionMetrics baseline = manifest.BaselineMetrics;
        Row(text, "MAE", Number(model.MeanAbsoluteError, 2), Number(baseline.MeanAbsoluteError, 2));
        Row(text, "RMSE", Number(model.RootMeanSquaredError, 2), Number(baseline.RootMeanSquaredError, 2));
        Row(text, "MAPE over non-zero actuals, %", Number(model.MeanAbsolutePercentageError, 2), Number(baseline.MeanAbsolutePercentageError, 2));
        Row(text, "R squared", Number(model.RSquared, 4), Number(baseline.RSquared, 4));
        Row(text, "Spearman", Number(model.Spearman, 4), "-");
        Row(text, "top-decile lift", Number(model.TopDecileLift, 3), "-");
        Line(text, "");
        Table(text, "decile of prediction", "customers", "mean actual", "mean predicted", "total actual");
        foreach (Decile decile in manifest.Deciles)
        {
            Row(text, Count(decile.Number), Count(decile.Rows), Number(decile.MeanActual, 2), Number(decile.MeanPredicted, 2), Number(decile.TotalActual, 2));
        }
    }

    private static void AddFeatures(StringBuilder text, BundleManifest manifest)
    {
        Heading(text, "Features");
        Line(text, $"Feature set `{manifest.FeatureSet.Name}` version {manifest.FeatureSet.Version}; distribution over the training customers.");
        Line(text, "");
        Table(text, "feature", "mean", "least", "median", "largest", "share of 0");
        foreach (FeatureDistribution feature in manifest.FeatureDistributions)
        {
            Row(
                text,
                $"`{feature.Name}`",
                Number(feature.Mean, 3),
                Number(feature.Minimum, 3),
                Number(feature.Quantiles.GetValueOrDefault("p50", double.NaN), 3),
                Number(feature.Maximum, 3),
                Number(feature.ShareOfZeros, 3));
        }
    }

    private static void AddLimits(StringBuilder text, BundleManifest manifest, DateOnly lastLabelDate)
    {
        Heading(text, "Limits");
        if (manifest.Data.LastDate < lastLabelDate)
        {
            Line(text, $"- The data ends on {Date(manifest.Data.LastDate)}, before the label's last day: labels and predictions are too low.");
        }

        Line(text, "- One shop, one currency, one split: the errors of a few very large customers decide MAE and RMSE, and move them much from split to split.");
        Line(text, "- Trees cannot predict beyond the largest values they saw, and training on a logarithm makes typical customers' predictions lower than their mean.");
        Line(text, "- Spend before returns: cancellations are not taken off. No margins, no discounting.");
        Line(text, "- Valid for the season that it was trained on; feature distributions that leave the ones above call for retraining.");
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static void Heading(StringBuilder text, string heading) => text.Append("\n## ").Append(heading).Append("\n\n");

    private static void Table(StringBuilder text, params ReadOnlySpan<string> columns)
    {
        Row(text, columns);
        text.Append('|');
        for (int column = 0; column < columns.Length; column++)
        {
            text.Append(column == 0 ? " --- |" : " ---: |");
        }

        text.Append('\n');
    }

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        text.Append('|');
        foreach (string cell in cells)
        {
            text.Append(' ').Append(cell).Append(" |");
        }

        text.Append('\n');
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value, int decimals) =>
        double.IsNaN(value) ? "-" : value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
