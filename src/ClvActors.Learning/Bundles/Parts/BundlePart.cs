namespace ClvActors.Learning.Bundles.Parts;

/// <summary>One tree model of a bundle.</summary>
/// <param name="Role">What it predicts, one of <see cref="PartRole.All"/>.</param>
/// <param name="File">Its file within the bundle's folder.</param>
/// <param name="Format">Always <see cref="LightGbmText"/>.</param>
/// <param name="Sha256">Hash of the file's bytes, small hexadecimal digits; filled in when the bundle is written.</param>
/// <param name="Trees">Number of trees.</param>
/// <param name="Objective">What it was trained for, as the model file has it.</param>
/// <param name="Link">From raw score to prediction, one of <see cref="PartLink.All"/>.</param>
/// <param name="Offset">What is added to the sum of the trees.</param>
/// <param name="Calibration">What becomes of the prediction.</param>
/// <param name="Training">How it was trained.</param>
public sealed record BundlePart(
    string Role,
    string File,
    string Format,
    string Sha256,
    int Trees,
    string Objective,
    string Link,
    PartOffset Offset,
    PartCalibration Calibration,
    PartTraining Training)
{
    /// <summary>The one format that bundles hold.</summary>
    public const string LightGbmText = "lightgbm_text";
}
