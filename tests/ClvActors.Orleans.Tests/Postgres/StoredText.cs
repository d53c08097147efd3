namespace ClvActors.Orleans.Tests.Postgres;

/// <summary>State of <see cref="IStoredTextGrain"/>.</summary>
[GenerateSerializer, Alias("test.stored-text")]
public sealed class StoredText
{
    [Id(0)]
    public string Text { get; set; } = "";
}
