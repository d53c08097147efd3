using ClvActors.Learning.Bundles.Parts;

namespace ClvActors.Learning.Bundles;

/// <summary>What the intervals of a manifest must say for this build to serve the bundle.</summary>
internal static class IntervalRules
{
    /// <exception cref="InvalidDataException">A field's value is not acceptable; the message names it.</exception>
    public static void Check(BundleManifest manifest)
    {
        if (manifest.Interval is not { } interval)
        {
            return;
        }

        ManifestRules.Require(interval.Level is > 0 and < 1, $"the field interval.level is {interval.Level}, expected a share between 0 and 1");
        CheckGroups(interval.Model, "interval.model", manifest, PartRole.ValueLow, PartRole.ValueHigh);
        CheckGroups(interval.ColdStart, "interval.cold_start", manifest, PartRole.ColdStartLow, PartRole.ColdStartHigh);
    }

    private static void CheckGroups(IReadOnlyList<IntervalGroup>? groups, string field, BundleManifest manifest, string low, string high)
    {
        if (groups is null)
        {
            return;
        }

        ManifestRules.Require(groups.Count > 0, $"the field {field} is empty");
        ManifestRules.Require(manifest.Part(high) is not null, $"the field {field} calibrates a part that is missing: {high}");
        for (int index = 0; index < groups.Count; index++)
        {
            IntervalGroup group = groups[index];
            bool ascends = index == 0 ? group.Above is null : group.Above is { } bound && double.IsFinite(bound) && !(bound <= groups[index - 1].Above);
            ManifestRules.Require(ascends, $"the field {field}[{index}].above is {group.Above?.ToString() ?? "missing"}, expected none and then ascending numbers");
            ManifestRules.Require(
                double.IsFinite(group.HighShift) && (group.LowShift is not { } shift || double.IsFinite(shift)),
                $"the field {field}[{index}] has a shift that is not finite");
            ManifestRules.Require(
                (group.LowShift is null && index == 0 && groups.Count == 1) || manifest.Part(low) is not null,
                $"the field {field}[{index}] calibrates a part that is missing: {low}");
        }
    }
}
