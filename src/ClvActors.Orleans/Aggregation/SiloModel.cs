namespace ClvActors.Orleans.Aggregation;

/// <summary>The model that a silo has loaded.</summary>
/// <param name="Id">Name of the bundle.</param>
/// <param name="Fingerprint">Hash over its files.</param>
/// <param name="Folder">Where the silo found it.</param>
[GenerateSerializer, Immutable, Alias("clv.silo-model")]
public sealed record SiloModel([property: Id(0)] string Id, [property: Id(1)] string Fingerprint, [property: Id(2)] string Folder)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public SiloModel()
        : this("", "", "")
    {
    }
}
