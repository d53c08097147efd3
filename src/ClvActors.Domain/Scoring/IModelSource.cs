namespace ClvActors.Domain.Scoring;

/// <summary>Where models come from.</summary>
/// <remarks>Safe on any thread.</remarks>
public interface IModelSource
{
    /// <summary>Reads a model from anywhere.</summary>
    /// <param name="folder">Folder of the bundle.</param>
    /// <exception cref="InvalidDataException">It is missing or broken, or its features are unknown.</exception>
    IValueModel Open(string folder);
}
