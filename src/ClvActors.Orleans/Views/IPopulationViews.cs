namespace ClvActors.Orleans.Views;

/// <summary>The newest view of the population that this silo has.</summary>
/// <remarks>Safe on any thread.</remarks>
public interface IPopulationViews
{
    /// <summary>The newest view; never waits.</summary>
    PopulationView Current { get; }

    /// <summary>A view of at least a version: the current one, or one that is asked of the segment aggregator because its push has not arrived yet.</summary>
    ValueTask<PopulationView> AtLeastAsync(long version);
}
