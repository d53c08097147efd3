using ClvActors.Domain.Scoring;
using ClvActors.Embedded.Models;

namespace ClvActors.Embedded.Tests.Models;

/// <summary>Keeps bundles in memory; outlives the engines that use it, as a data directory would.</summary>
internal sealed class MemoryModelLibrary : IModelLibrary
{
    private readonly Dictionary<string, IValueModel> _kept = [];
    private readonly Dictionary<string, IValueModel> _offered = [];

    /// <summary>Makes the next <see cref="Keep"/> fail.</summary>
    public bool IsFull { get; set; }

    /// <summary>Called on the engine's own thread before a bundle is kept.</summary>
    public Action? BeforeKeeping { get; set; }

    /// <summary>Puts a bundle into its folder, where <see cref="Open"/> finds it.</summary>
    public string Offer(IValueModel model)
    {
        _offered[model.Folder] = model;
        return model.Folder;
    }

    public string Keep(IValueModel model)
    {
        BeforeKeeping?.Invoke();
        if (IsFull)
        {
            throw new IOException("No room for a bundle.");
        }

        string name = $"{model.Id}-{model.Fingerprint}";
        _kept[name] = model;
        return name;
    }

    public IValueModel Load(string name) => _kept.GetValueOrDefault(name) ?? throw new InvalidDataException($"There is no bundle {name}.");

    public IValueModel Open(string folder) => _offered.GetValueOrDefault(folder) ?? throw new InvalidDataException($"There is no bundle in {folder}.");
}
