namespace ClvActors.Orleans.Tests.Postgres;

/// <summary>Keeps a text in the storage <c>text</c>.</summary>
public sealed class StoredTextGrain([PersistentState("text", "text")] IPersistentState<StoredText> state) : Grain, IStoredTextGrain
{
    public Task Write(string text)
    {
        state.State.Text = text;
        return state.WriteStateAsync();
    }

    public Task<string> Read() => Task.FromResult(state.State.Text);

    public Task Clear() => state.ClearStateAsync();
}
