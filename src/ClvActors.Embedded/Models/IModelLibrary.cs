using ClvActors.Domain.Scoring;

namespace ClvActors.Embedded.Models;

/// <summary>The model bundles that a data directory's log refers to.</summary>
/// <remarks>A bundle that has scored is kept beside the log, so that recovery never depends on a folder that somebody may edit.</remarks>
public interface IModelLibrary : IModelSource
{
    /// <summary>Keeps a copy of a bundle.</summary>
    /// <returns>The name under which it is kept.</returns>
    string Keep(IValueModel model);

    /// <summary>Loads a bundle that was kept.</summary>
    /// <exception cref="InvalidDataException">It is missing or broken.</exception>
    IValueModel Load(string name);
}
