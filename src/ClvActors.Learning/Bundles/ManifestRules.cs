using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Features;
using ClvActors.Learning.Bundles.Parts;

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
        RequireOne(manifest.Recipe, TrainingRecipe.All, "recipe");
        FeatureList features = FeatureSet.Find(manifest.FeatureSet.Name) ?? throw new InvalidDataException(
            $"the field feature_set.name is '{manifest.FeatureSet.Name}', this build knows '{FeatureSet.Reference.Name}' and '{FeatureSet.Behaviour.Name}'");
        Require(
            manifest.FeatureSet.Version == features.Version,
            $"the field feature_set.version is {manifest.FeatureSet.Version}, this build computes version {features.Version}");
        RequireOne(manifest.CleaningRules, [LineCleaner.RulesName], "cleaning_rules");
        Require(manifest.HorizonDays >= 1, $"the field horizon_days is {manifest.HorizonDays}, expected at least 1");
        PartRules.Check(manifest);
        IntervalRules.Check(manifest);
        CheckColdStart(manifest.ColdStart);
        if (manifest.Lapsed is not null)
        {
            CheckLapsed(manifest.Lapsed);
        }
    }

    internal static void RequireOne(string value, IReadOnlyList<string> known, string field) =>
        Require(known.Contains(value), $"the field {field} is '{value}', this build knows {string.Join(", ", known.Select(name => $"'{name}'"))}");

    internal static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidDataException(message);
        }
    }

    private static void CheckColdStart(ColdStartRule rule)
    {
        RequireOne(rule.Rule, [ColdStartRule.TrainingMedian, ColdStartRule.ColdStartMean], "cold_start.rule");
        Require(
            rule.FewestPurchases == ColdStartRule.ModelFromPurchases,
            $"the field cold_start.fewest_purchases is {rule.FewestPurchases}, expected {ColdStartRule.ModelFromPurchases}");
        Require(rule.Value >= 0 && double.IsFinite(rule.Value), $"the field cold_start.value is {rule.Value}, expected a finite number of at least 0");
    }

    private static void CheckLapsed(LapsedRule rule)
    {
        IReadOnlyList<LapsedKnot> knots = rule.Knots;
        Require(rule.Origins.Count > 0, "the field lapsed.origins is empty");
        Require(knots.Count > 0, "the field lapsed.knots is empty");
        for (int knot = 0; knot < knots.Count; knot++)
        {
            Require(
                double.IsFinite(knots[knot].Days) && (knot == 0 || knots[knot].Days > knots[knot - 1].Days),
                $"the field lapsed.knots[{knot}].days is {knots[knot].Days}, expected ascending days");
            Require(
                knots[knot].Value > 0 && double.IsFinite(knots[knot].Value),
                $"the field lapsed.knots[{knot}].value is {knots[knot].Value}, expected a finite number above 0");
        }
    }
}
