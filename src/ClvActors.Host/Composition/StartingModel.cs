using ClvActors.Domain.Scoring;
using ClvActors.Host.Models;
using ClvActors.Learning.Promotion;

namespace ClvActors.Host.Composition;

/// <summary>The bundle that a server starts with.</summary>
/// <param name="Folder">The bundle's folder, whether or not it exists.</param>
/// <param name="GoesOnWithServed">Whether a data directory goes on with the bundle that served it last.</param>
/// <param name="Problem">Why the champion of the models folder cannot be used; null when it can, or when there is none.</param>
internal sealed record StartingModel(string Folder, bool GoesOnWithServed, string? Problem)
{
    /// <summary>Chooses: a bundle that is named; the champion of the models folder; what served the data directory last; the default.</summary>
    /// <param name="options">How the server runs.</param>
    /// <remarks>A champion that cannot be used does not stop the start, because an outage is worse than the former model; <see cref="ModelWatch"/> goes on trying.</remarks>
    public static StartingModel Choose(HostOptions options)
    {
        if (options.ModelId is { } id)
        {
            return new StartingModel(BundleFolder.PathOf(options, id), GoesOnWithServed: false, Problem: null);
        }

        string standard = BundleFolder.PathOf(options, HostOptions.DefaultModel);
        try
        {
            return ChampionFile.Find(options.ModelsDirectory) is { } pointer
                ? new StartingModel(ChampionFile.Open(options.ModelsDirectory, pointer.Champion).Folder, GoesOnWithServed: false, Problem: null)
                : new StartingModel(standard, GoesOnWithServed: true, Problem: null);
        }
        catch (InvalidDataException broken)
        {
            return new StartingModel(standard, GoesOnWithServed: true, broken.Message);
        }
    }

    /// <summary>Loads the bundle.</summary>
    /// <param name="models">Where bundles are read from.</param>
    /// <exception cref="InvalidDataException">It cannot be loaded; the message also says why the champion could not be taken.</exception>
    public IValueModel Open(IModelSource models)
    {
        try
        {
            return models.Open(Folder);
        }
        catch (InvalidDataException broken) when (Problem is not null)
        {
            throw new InvalidDataException($"{Problem}; nor can the default bundle serve: {broken.Message}", broken);
        }
    }
}
