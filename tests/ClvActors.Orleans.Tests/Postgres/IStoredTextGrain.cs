namespace ClvActors.Orleans.Tests.Postgres;

/// <summary>Keeps a text in grain storage.</summary>
[Alias("test.stored-text-grain")]
public interface IStoredTextGrain : IGrainWithStringKey
{
    [Alias("write")]
    Task Write(string text);

    [Alias("read")]
    Task<string> Read();

    [Alias("clear")]
    Task Clear();
}
