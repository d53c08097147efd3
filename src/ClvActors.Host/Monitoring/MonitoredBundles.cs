using ClvActors.Domain.Scoring;
using ClvActors.Host.Models;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.Host.Monitoring;

/// <summary>Finds bundles in the models folder and among those that the data directory keeps.</summary>
/// <param name="shelf">The models folder.</param>
/// <param name="dataDirectory">The data directory, whose folder <c>models</c> holds copies of bundles that have served; null for none.</param>
/// <remarks>
/// The service says its bundle's name and not its fingerprint, and a folder may have been trained anew under the same name. A bundle is therefore taken for the one that serves only if it gives live
/// customers the very predictions that they have. Not thread-safe.
/// </remarks>
internal sealed class MonitoredBundles(ModelShelf shelf, string? dataDirectory)
{
    private const int NearestDays = 83;
    private const int FurthestDays = 97;
    private const int QuarterDays = 90;

    private (ShelvedBundle Entry, ModelBundle Bundle)? _quarter;

    /// <summary>Whether a bundle gives customers the predictions that they have.</summary>
    public static bool Reproduces(ModelBundle bundle, IEnumerable<CustomerRecord> customers) =>
        customers.All(customer => customer.BundleId == bundle.Id && Predicts(bundle, customer));

    /// <summary>Finds the bundle that serves and its baseline.</summary>
    /// <param name="bundleId">Its name.</param>
    /// <param name="customers">Some live customers.</param>
    public ServedModel Find(string bundleId, IReadOnlyList<CustomerRecord> customers)
    {
        ModelBundle? found = null;
        string? problem = null;
        bool hasFolder = false;
        List<string> others = [];
        foreach (Func<ModelBundle?> open in PlacesOf(bundleId))
        {
            try
            {
                ModelBundle? bundle = open();
                hasFolder |= bundle is not null;
                if (bundle is null || !Reproduces(bundle, customers))
                {
                    // Customers whom another name has scored say nothing of a training of this one.
                    if (bundle is not null && customers.Any(customer => customer.BundleId == bundle.Id && !Predicts(bundle, customer)))
                    {
                        others.Add(bundle.Fingerprint);
                    }

                    continue;
                }

                found ??= bundle;
                if (BaselineFile.Find(bundle) is { } baseline)
                {
                    return new ServedModel(bundleId, bundle, baseline, $"the customers that {bundleId} was trained on ({BaselineFile.PathIn(bundle.Folder)})") { Others = others };
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
                : hasFolder ? $"the bundle {bundleId} in {shelf.Folder} is another one than the one that serves"
                : $"there is no bundle {bundleId} in {shelf.Folder}"))
        {
            Others = others,
        };
    }

    /// <summary>The bundle of the models folder whose horizon is closest to 90 days.</summary>
    /// <returns>Null when none lies between 83 and 97 days.</returns>
    public ModelBundle? FindQuarter()
    {
        // A broken bundle stands by for nothing; whoever swaps to it is told why.
        ShelvedBundle? closest = shelf.Bundles().Where(bundle => bundle.Manifest?.HorizonDays is >= NearestDays and <= FurthestDays).MinBy(bundle => Math.Abs(bundle.Manifest!.HorizonDays - QuarterDays));
        if (closest is null)
        {
            _quarter = null;
        }
        else if (!ReferenceEquals(_quarter?.Entry, closest))
        {
            // Trees take a tenth of a second to read; a month's cohort asks again.
            try
            {
                _quarter = shelf.Open(closest.Id) is { } bundle ? (closest, bundle) : null;
            }
            catch (InvalidDataException)
            {
                // Has changed since it was looked at.
                _quarter = null;
            }
        }

        return _quarter?.Bundle;
    }

    private static bool Predicts(ModelBundle bundle, CustomerRecord customer) => bundle.Predict(customer.Source, customer.Features.Values) == customer.Prediction;

    private IEnumerable<Func<ModelBundle?>> PlacesOf(string bundleId)
    {
        yield return () => shelf.Open(bundleId);
        string kept = Path.Combine(dataDirectory ?? "", "models");
        if (dataDirectory is null || !Directory.Exists(kept))
        {
            yield break;
        }

        // Kept as ID-FINGERPRINT.
        foreach (string folder in Directory.EnumerateDirectories(kept, $"{bundleId}-*").Order(StringComparer.Ordinal).Where(folder => File.Exists(Path.Combine(folder, BundleFileNames.Manifest))))
        {
            yield return () => ModelBundle.Load(folder);
        }
    }
}
