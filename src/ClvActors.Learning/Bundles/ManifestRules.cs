using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Features;

namespace ClvActors.Learning.Bundles;

/// <summary>What a manifest must say for this build to serve the bundle.</summary>
internal static class ManifestRules
{
    /// <exception cref="InvalidDataException">A field's value is not acceptable; the message names it.</exception>
    public static void Check(BundleManifest manifest)
    {
        int format = manifest.FormatVersion;
        Require(
            format is >= 1 and <= BundleManifest.CurrentFormatVersion,
            $"the field format_version is {format}, this build reads 1 to {BundleManifest.CurrentFormatVersion}");
        Require(BundleManifest.IsValidId(manifest.Id), $"the field id is '{manifest.Id}', expected small letters, digits, '-', '_' and '.'");
        Require(
            manifest.Model.File.Length > 0 && manifest.Model.File == Path.GetFileName(manifest.Model.File),
            $"the field model.file is '{manifest.Model.File}', expected the name of a file in the bundle's folder");
        RequireText(manifest.Model.Format, BundleModelFile.LightGbmText, "model.format");
        FeatureList features = FeatureSet.Find(manifest.FeatureSet.Name) ?? throw new InvalidDataException(
            $"the field feature_set.name is '{manifest.FeatureSet.Name}', this build knows '{FeatureSet.Reference.Name}' and '{FeatureSet.Behaviour.Name}'");
        Require(
            manifest.FeatureSet.Version == features.Version,
            $"the field feature_set.version is {manifest.FeatureSet.Version}, this build computes version {features.Version}");
        RequireText(manifest.Transform, LogTransform.Name, "transform");
        RequireText(manifest.CleaningRules, LineCleaner.RulesName, "cleaning_rules");
        Require(double.IsFinite(manifest.InitialScoreOffset), "the field initial_score_offset is not finite");
        Require(manifest.HorizonDays >= 1, $"the field horizon_days is {manifest.HorizonDays}, expected at least 1");
        RequireText(manifest.ColdStart.Rule, ColdStartRule.TrainingMedian, "cold_start.rule");
        Require(
            manifest.ColdStart.FewestPurchases == ColdStartRule.ModelFromPurchases,
            $"the field cold_start.fewest_purchases is {manifest.ColdStart.FewestPurchases}, expected {ColdStartRule.ModelFromPurchases}");
        Require(
            manifest.ColdStart.Value >= 0 && double.IsFinite(manifest.ColdStart.Value),
            $"the field cold_start.value is {manifest.ColdStart.Value}, expected a finite number of at least 0");
    }

    private static void RequireText(string value, string expected, string field) =>
        Require(value == expected, $"the field {field} is '{value}', this build knows '{expected}'");

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidDataException(message);
        }
    }
}
