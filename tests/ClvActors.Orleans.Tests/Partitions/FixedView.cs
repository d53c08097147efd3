using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Tests.Partitions;

/// <summary>A silo that has one view.</summary>
internal sealed class FixedView(PopulationView view) : IPopulationViews
{
    public PopulationView Current => view;

    public ValueTask<PopulationView> AtLeastAsync(long version) => ValueTask.FromResult(view);
}
