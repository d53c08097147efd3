using System.Collections.Concurrent;
using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Views;

/// <summary>The models that this silo has loaded, by fingerprint.</summary>
/// <remarks>A model is loaded before a view that names it is published, so a grain always finds its own. Safe on any thread.</remarks>
internal sealed class SiloModels
{
    private readonly ConcurrentDictionary<string, IValueModel> _models = new(StringComparer.Ordinal);
    private readonly IModelSource _source;

    /// <summary>Starts with the model that the silo was started with.</summary>
    public SiloModels(IValueModel own, IModelSource source)
    {
        Own = own;
        _source = source;
        _models[own.Fingerprint] = own;
    }

    /// <summary>The model that the silo was started with.</summary>
    public IValueModel Own { get; }

    /// <summary>The model of a view.</summary>
    /// <exception cref="InvalidOperationException">The silo has not loaded it.</exception>
    public IValueModel Of(PopulationView view) =>
        _models.TryGetValue(view.BundleFingerprint, out IValueModel? model)
            ? model
            : throw new InvalidOperationException($"This silo has not loaded the bundle {view.BundleId} ({view.BundleFingerprint}) that the cluster serves.");

    /// <summary>A loaded model, or null.</summary>
    public IValueModel? Find(string fingerprint) => _models.GetValueOrDefault(fingerprint);

    /// <summary>Where a bundle of the cluster lies on this machine: under its name beside the model that this silo was started with.</summary>
    /// <param name="folder">The bundle's folder on some silo's machine.</param>
    public string FolderHere(string folder) => Path.Combine(Path.GetDirectoryName(Own.Folder) ?? "", Path.GetFileName(folder));

    /// <summary>Loads a model from a folder.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is broken.</exception>
    public IValueModel Load(string folder)
    {
        IValueModel model = _source.Open(folder);
        return _models.GetOrAdd(model.Fingerprint, model);
    }
}
