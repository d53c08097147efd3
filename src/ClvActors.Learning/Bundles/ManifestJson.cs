using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles;

/// <summary>Writes manifests, and other records beside them, as JSON and reads them with messages that name the field that is wrong.</summary>
/// <remarks>Names are snake_case, numbers shortest round-trip, lines end in a line feed on every system. Unknown fields are passed over.</remarks>
internal static class ManifestJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = new FieldNames(),
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static byte[] Write<T>(T record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, Options), (byte)'\n'];

    /// <exception cref="InvalidDataException">The text is no such record; the message names the field.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8)
    {
        try
        {
            JsonElement root = JsonSerializer.Deserialize<JsonElement>(utf8, Options);
            RequireFields(root, Options.GetTypeInfo(typeof(T)), "");
            return root.Deserialize<T>(Options)!;
        }
        catch (JsonException broken)
        {
            string field = broken.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "";
            string message = field.Length > 0
                ? $"the field {field} does not hold what it must"
                : $"is not JSON (line {broken.LineNumber + 1})";
            throw new InvalidDataException(message, broken);
        }
    }

    // The serializer's own message for a missing property names .NET types; this one names the path in the file.
    private static void RequireFields(JsonElement element, JsonTypeInfo type, string path)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException(path.Length == 0 ? "is not a JSON object" : $"the field {path[..^1]} is not an object");
        }

        foreach (JsonPropertyInfo property in type.Properties)
        {
            bool mayBeMissing = property.IsGetNullable || property.Get is null;
            if (element.TryGetProperty(property.Name, out JsonElement value))
            {
                if (value.ValueKind != JsonValueKind.Null)
                {
                    RequireFields(value, Options.GetTypeInfo(property.PropertyType), $"{path}{property.Name}.");
                }
            }
            else if (!mayBeMissing)
            {
                throw new InvalidDataException($"the field {path}{property.Name} is missing");
            }
        }
    }

    // The metrics have names of their own in the field, by which everyone looks for them.
    private sealed class FieldNames : JsonNamingPolicy
    {
        public override string ConvertName(string name) => name switch
        {
            nameof(RegressionMetrics.MeanAbsoluteError) => "mae",
            nameof(RegressionMetrics.RootMeanSquaredError) => "rmse",
            nameof(RegressionMetrics.MeanAbsolutePercentageError) => "mape",
            _ => SnakeCaseLower.ConvertName(name),
        };
    }
}
