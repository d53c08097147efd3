using ClvActors.Learning.Bundles.Parts;

namespace ClvActors.Learning.Bundles;

/// <summary>What the parts of a manifest must say for this build to serve the bundle.</summary>
internal static class PartRules
{
    /// <exception cref="InvalidDataException">A field's value is not acceptable; the message names it.</exception>
    public static void Check(BundleManifest manifest)
    {
        for (int index = 0; index < manifest.Parts.Count; index++)
        {
            PartFields fields = manifest.FormatVersion == 1 ? PartFields.Version1 : PartFields.At(index);
            Check(manifest.Parts[index], fields, manifest);
        }

        string? twice = manifest.Parts.GroupBy(part => part.Role).FirstOrDefault(role => role.Count() > 1)?.Key;
        ManifestRules.Require(twice is null, $"the field parts has the role '{twice}' twice");
        ManifestRules.Require(manifest.Part(PartRole.Value) is not null, $"the field parts has no part with the role '{PartRole.Value}'");
    }

    private static void Check(BundlePart part, PartFields fields, BundleManifest manifest)
    {
        ManifestRules.RequireOne(part.Role, PartRole.All, fields.Role);
        ManifestRules.Require(
            part.File.Length > 0 && part.File == Path.GetFileName(part.File),
            $"the field {fields.File} is '{part.File}', expected the name of a file in the bundle's folder");
        ManifestRules.RequireOne(part.Format, [BundlePart.LightGbmText], fields.Format);
        ManifestRules.RequireOne(part.Link, LinksOf(part.Role), fields.Link);
        ManifestRules.RequireOne(part.Offset.Kind, PartOffset.All, fields.OffsetKind);
        ManifestRules.Require(double.IsFinite(part.Offset.Constant), $"the field {fields.OffsetConstant} is not finite");
        ManifestRules.Require(
            part.Offset.Kind != PartOffset.BuyTillYouDie || manifest.BuyTillYouDie is not null,
            $"the field {fields.OffsetKind} is '{part.Offset.Kind}', but the field buy_till_you_die is missing");
        ManifestRules.Require(
            part.Offset.FadeCentre is null == part.Offset.FadePower is null && !(part.Offset.FadeCentre <= 0 || part.Offset.FadePower <= 0),
            $"the fields {fields.Fade}_centre and _power are {part.Offset.FadeCentre} and {part.Offset.FadePower}, expected two numbers above 0");
        CheckCalibration(part.Calibration, fields.Calibration);
    }

    // The role fixes the scale of what is predicted, and the interval's shifts are on the scale of log(1 + spend).
    private static IReadOnlyList<string> LinksOf(string role) => role switch
    {
        PartRole.Purchase30 => [PartLink.Sigmoid],
        PartRole.Value or PartRole.ColdStart or PartRole.Spend30 => [PartLink.ExpMinusOne, PartLink.Exp],
        _ => [PartLink.ExpMinusOne],
    };

    private static void CheckCalibration(PartCalibration calibration, string field)
    {
        ManifestRules.RequireOne(calibration.Kind, PartCalibration.All, $"{field}.kind");
        ManifestRules.Require(
            calibration.Kind != PartCalibration.Scale || (calibration.Factor > 0 && double.IsFinite(calibration.Factor.Value)),
            $"the field {field}.factor is {calibration.Factor}, expected a finite number above 0");
        ManifestRules.Require(
            calibration.Kind != PartCalibration.Isotonic || (calibration.Predictions?.Count > 0 && calibration.Probabilities is not null),
            $"the field {field} lacks predictions or probabilities");
    }

    private sealed record PartFields(
        string Role, string File, string Format, string Link, string OffsetKind, string OffsetConstant, string Fade, string Calibration)
    {
        public static PartFields Version1 { get; } =
            new("model", "model.file", "model.format", "transform", "model", "initial_score_offset", "model", "model");

        public static PartFields At(int index)
        {
            string part = $"parts[{index}]";
            return new(
                $"{part}.role", $"{part}.file", $"{part}.format", $"{part}.link", $"{part}.offset.kind", $"{part}.offset.constant", $"{part}.offset.fade", $"{part}.calibration");
        }
    }
}
