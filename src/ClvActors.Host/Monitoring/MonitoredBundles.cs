using ClvActors.Domain.Scoring;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.Host.Monitoring;

/// <summary>Finds bundles in the models folder and among those that the data directory keeps.</summary>
/// <param name="modelsDirectory">Folder that holds one folder per bundle.</param>
/// <param name="dataDirectory">The data directory, whose folder <c>models</c> holds copies of bundles that have served; null for none.</param>
/// <remarks>
/// The service says its bundle's name and not its fingerprint, and a folder may have been trained anew under the same name. A bundle is therefore taken for the one that serves only if it gives live
/// customers the very predictions that they have. Not thread-safe.
/// </remarks>
internal sealed class MonitoredBundles(string modelsDirectory, string? dataDirectory)
{
    private const int NearestDays = 83;
    private const int FurthestDays = 97;
    private const int QuarterDays = 90;

    private readonly Dictionary<string, (DateTime Written, ModelBundle Bundle)> _loaded = [];

    /// <summary>Whether a bundle gives customers the predictions that they have.</summary>
    public static bool Reproduces(ModelBundle bundle, IEnumerable<CustomerRecord> customers) =>
        customers.All(customer => customer.BundleId == bundle.Id && bundle.Predict(customer.Source, customer.Features.Values) == customer.Prediction);

    /// <summary>Finds the bundle that serves and its baseline.</summary>
    /// <param name="bundleId">Its name.</param>
    /// <param name="customers">Some live customers.</param>
    public ServedModel Find(string bundleId, IReadOnlyList<CustomerRecord> customers)
    {
        ModelBundle? found = null;
        string? problem = null;
        bool hasFolder = false;
        foreach (string folder in FoldersOf(bundleId))
        {
            hasFolder = true;
            try
            {
                ModelBundle bundle = Load(folder);
                if (!Reproduces(bundle, customers))
                {
                    continue;
                }

                found ??= bundle;
                if (BaselineFile.Find(bundle) is { } baseline)
                {
                    return new ServedModel(bundleId, bundle, baseline, $"the customers that {bundleId} was trained on ({BaselineFile.PathIn(folder)})");
                }
            }
            catch (InvalidDataException broken)
            {
                problem = broken.Message;
            }
        }

        return new ServedModel(
            bundleId,
            found,
            null,
            problem ?? (found is not null ? $"{bundleId} has no {BaselineFile.Name}, clv baseline makes one"
                : hasFolder ? $"the bundle {bundleId} in {modelsDirectory} is another one than the one that serves"
                : $"there is no bundle {bundleId} in {modelsDirectory}"));
    }

    /// <summary>The bundle of the models folder whose horizon is closest to 90 days.</summary>
    /// <returns>Null when none lies between 83 and 97 days.</returns>
    public ModelBundle? FindQuarter()
    {
        if (!Directory.Exists(modelsDirectory))
        {
            return null;
        }

        ModelBundle? closest = null;
        foreach (string folder in Directory.EnumerateDirectories(modelsDirectory).Where(HasManifest).Order(StringComparer.Ordinal))
        {
            try
            {
                ModelBundle bundle = Load(folder);
                if (bundle.HorizonDays is >= NearestDays and <= FurthestDays && (closest is null || DistanceOf(bundle) < DistanceOf(closest)))
                {
                    closest = bundle;
                }
            }
            catch (InvalidDataException)
            {
                // A broken bundle stands by for nothing; whoever swaps to it is told why.
            }
        }

        return closest;
    }

    private static int DistanceOf(ModelBundle bundle) => Math.Abs(bundle.HorizonDays - QuarterDays);

    private static bool HasManifest(string folder) => File.Exists(Path.Combine(folder, BundleFileNames.Manifest));

    private IEnumerable<string> FoldersOf(string bundleId)
    {
        IEnumerable<string> named = [Path.Combine(modelsDirectory, bundleId)];
        string kept = Path.Combine(dataDirectory ?? "", "models");

        // Kept as ID-FINGERPRINT.
        return named.Concat(dataDirectory is not null && Directory.Exists(kept) ? Directory.EnumerateDirectories(kept, $"{bundleId}-*").Order(StringComparer.Ordinal) : []).Where(HasManifest);
    }

    // Trees take a tenth of a second to read; a month's cohort asks again.
    private ModelBundle Load(string folder)
    {
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(folder, BundleFileNames.Manifest));
        if (!_loaded.TryGetValue(folder, out (DateTime Written, ModelBundle Bundle) known) || known.Written != written)
        {
            known = (written, ModelBundle.Load(folder));
            _loaded[folder] = known;
        }

        return known.Bundle;
    }
}
