using System.Text.Json;
using System.Text.Json.Serialization;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Json;

/// <summary>An integer id is a JSON number, any other a string.</summary>
internal sealed class CustomerIdConverter : JsonConverter<CustomerId>
{
    /// <inheritdoc/>
    public override CustomerId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.Number ? reader.GetDecimal().ToString() : reader.GetString();
        return CustomerId.TryParse(text, out CustomerId id) ? id : throw new JsonException("A customer id must not be empty.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CustomerId value, JsonSerializerOptions options)
    {
        if (value.IsInteger)
        {
            writer.WriteNumberValue(value.Number);
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }
}
