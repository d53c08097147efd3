using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Monitoring.Baselines;

/// <summary>Reads and writes baselines.</summary>
/// <remarks>The file is no part of its bundle's fingerprint, so that it can be added to a bundle that exists. Safe on any thread.</remarks>
public static class BaselineFile
{
    /// <summary>Name of the file in a bundle's folder.</summary>
    public const string Name = "baseline.json";

    /// <summary>Path of the file in a folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, Name);

    /// <summary>Reads a bundle's baseline.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <returns>Null when there is no file.</returns>
    /// <exception cref="InvalidDataException">The file is broken, or belongs to another bundle; one sentence that begins with its path.</exception>
    public static PopulationBaseline? Find(ModelBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        string path = PathIn(bundle.Folder);
        if (!File.Exists(path))
        {
            return null;
        }

        PopulationBaseline baseline = Read(path);
        return baseline.BundleId == bundle.Id && baseline.Fingerprint == bundle.Fingerprint
            ? baseline
            : throw new InvalidDataException($"{path}: belongs to the bundle {baseline.BundleId} with the fingerprint {baseline.Fingerprint}, not to {bundle.Id} with {bundle.Fingerprint}");
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It cannot be read or is broken; one sentence that begins with its path.</exception>
    public static PopulationBaseline Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: cannot be read: {failed.Message}", failed);
        }
    }

    /// <summary>The content of a baseline's file.</summary>
    public static byte[] Write(PopulationBaseline baseline) => ManifestJson.Write(baseline);

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="InvalidDataException">It is broken; the message names the field.</exception>
    public static PopulationBaseline Parse(ReadOnlySpan<byte> utf8)
    {
        PopulationBaseline baseline = ManifestJson.Read<PopulationBaseline>(utf8);
        Check(baseline);
        return baseline;
    }

    private static void Check(PopulationBaseline baseline)
    {
        Require(baseline.FormatVersion is >= 1 and <= PopulationBaseline.CurrentFormatVersion, "format_version", $"is {baseline.FormatVersion}, this build reads 1 to {PopulationBaseline.CurrentFormatVersion}");
        Require(BundleManifest.IsValidId(baseline.BundleId), "bundle_id", $"is '{baseline.BundleId}', which is no name of a bundle");
        Require(baseline.Customers >= 1, "customers", "is below 1");
        Require(baseline.Features.Count <= FeatureSet.Count, "features", $"has {baseline.Features.Count} entries, this build computes {FeatureSet.Count} features");
        for (int feature = 0; feature < baseline.Features.Count; feature++)
        {
            string field = $"features[{feature}]";
            Require(baseline.Features[feature].Name == FeatureSet.Names[feature], $"{field}.name", $"is '{baseline.Features[feature].Name}', expected {FeatureSet.Names[feature]}");
            CheckCounts(baseline.Features[feature], field, baseline.Customers);
        }

        CheckCounts(baseline.PredictedValue, "predicted_value", baseline.Customers);
        SegmentThresholds cuts = baseline.Thresholds;
        Require(cuts.Champions >= cuts.HighValue && cuts.HighValue >= cuts.Growing && cuts.Growing >= cuts.Occasional && double.IsFinite(cuts.Champions) && double.IsFinite(cuts.Occasional), "thresholds", "does not descend from champions to occasional");
        CheckCounts(baseline.Segments, "segments", ClvSegmentNames.All.Count, baseline.Customers);
        CheckCounts(baseline.LifecycleStages, "lifecycle_stages", StageContributions.StageNames.Count, baseline.Customers);
        CheckContributions(baseline.Contributions);
        Require(baseline.ThirtyDayMeanSpend is null or >= 0, "thirty_day_mean_spend", "is below 0");
    }

    private static void CheckCounts(BinnedCounts counted, string field, int customers)
    {
        for (int cut = 0; cut < counted.Cuts.Length; cut++)
        {
            Require(double.IsFinite(counted.Cuts[cut]) && (cut == 0 || counted.Cuts[cut - 1] < counted.Cuts[cut]), $"{field}.cuts", "does not ascend");
        }

        CheckCounts(counted.Counts, $"{field}.counts", counted.Cuts.Length + 1, customers);
    }

    private static void CheckCounts(long[] counts, string field, int expected, int customers)
    {
        Require(counts.Length == expected, field, $"has {counts.Length} entries, expected {expected}");
        Require(counts.All(count => count >= 0) && counts.Sum() == customers, field, $"does not add up to the {customers} customers");
    }

    private static void CheckContributions(BaselineContributions contributions)
    {
        Require(contributions.Stages.Select(stage => stage.Stage).SequenceEqual(StageContributions.StageNames), "contributions.stages", $"is not {string.Join(", ", StageContributions.StageNames)}");
        foreach (StageContributions stage in contributions.Stages.Prepend(contributions.All))
        {
            string field = stage.Stage.Length == 0 ? "contributions.all" : $"contributions.stages ({stage.Stage})";
            Require(stage.MeanAbsolute.Length == contributions.Inputs.Count, field, $"has {stage.MeanAbsolute.Length} means for {contributions.Inputs.Count} inputs");
            Require(stage.Customers >= 0 && stage.MeanAbsolute.All(mean => mean >= 0 && double.IsFinite(mean)), field, "holds a number below 0");
        }
    }

    private static void Require(bool isRight, string field, string problem)
    {
        if (!isRight)
        {
            throw new InvalidDataException($"the field {field} {problem}");
        }
    }
}
