using System.Collections.Concurrent;
using ClvActors.Domain.Scoring;

namespace ClvActors.ServiceContract.Models;

/// <summary>Models that lie at made-up paths.</summary>
public sealed class OfferedModels : IModelSource
{
    private readonly ConcurrentDictionary<string, IValueModel> _models = new();

    /// <summary>Puts a model at a path of its own.</summary>
    public string Offer(IValueModel model)
    {
        _models[model.Folder] = model;
        return model.Folder;
    }

    public IValueModel Open(string folder) =>
        _models.TryGetValue(folder, out IValueModel? model) ? model : throw new InvalidDataException($"{folder}: no such bundle");
}
