namespace ClvActors.Operations.Tests;

/// <summary>Test classes that share one <see cref="ObservedServer"/>, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ObservedDemo : ICollectionFixture<ObservedServer>
{
    public const string Name = "Observed demo";
}
