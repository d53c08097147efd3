namespace ClvActors.Orleans.Views;

/// <summary>A silo's ear for new views and models.</summary>
[Alias("clv.population-view-observer")]
public interface IPopulationViewObserver : IGrainObserver
{
    /// <summary>A view has been published.</summary>
    [Alias("view")]
    Task OnView(PopulationView view);

    /// <summary>A model is going to serve: the silo loads it.</summary>
    /// <param name="folder">Folder of the bundle on the machine that was asked; each silo takes the bundle of that name from its own folder of bundles.</param>
    /// <returns>The bundle's fingerprint, or a sentence that begins with <c>!</c> and says why it cannot be loaded.</returns>
    [Alias("prepare")]
    Task<string> PrepareModel(string folder);
}
