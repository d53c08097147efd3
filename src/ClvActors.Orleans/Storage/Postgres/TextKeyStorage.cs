using Orleans.Storage;

namespace ClvActors.Orleans.Storage.Postgres;

/// <summary>Has Orleans' ADO.NET provider keep every grain under its key as it is written.</summary>
/// <remarks>
/// The provider takes a text that reads as a hexadecimal number or a unique identifier for one, so that the customers <c>17</c> and <c>0017</c>, or <c>ab</c> and <c>AB</c>,
/// would share a row and one would go on with the other's purchases. A mark before the key keeps it a text. Safe on any thread.
/// </remarks>
/// <param name="rows">The provider.</param>
internal sealed class TextKeyStorage(IGrainStorage rows) : IGrainStorage
{
    /// <summary>What stands before every key in the database.</summary>
    public const string Mark = "=";

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.ReadStateAsync(stateName, Marked(grainId), grainState);

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.WriteStateAsync(stateName, Marked(grainId), grainState);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.ClearStateAsync(stateName, Marked(grainId), grainState);

    private static GrainId Marked(GrainId grain) => GrainId.Create(grain.Type, Mark + grain.Key.ToString());
}
