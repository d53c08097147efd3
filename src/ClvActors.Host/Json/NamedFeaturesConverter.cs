using System.Text.Json;
using System.Text.Json.Serialization;
using ClvActors.Domain.Features;
using ClvActors.Host.Api.Answers;

namespace ClvActors.Host.Json;

/// <summary>A feature vector is an object with all features by name, in the vector's order; one that is missing is absent.</summary>
internal sealed class NamedFeaturesConverter : JsonConverter<NamedFeatures>
{
    private static readonly JsonEncodedText[] Names = [.. FeatureSet.Names.Select(name => JsonEncodedText.Encode(name))];

    /// <inheritdoc/>
    public override NamedFeatures Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Feature vectors are only written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, NamedFeatures value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        ReadOnlySpan<double> values = value.Vector.Values;
        for (int index = 0; index < values.Length; index++)
        {
            if (!double.IsNaN(values[index]))
            {
                writer.WriteNumber(Names[index], values[index]);
            }
        }

        writer.WriteEndObject();
    }
}
