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

    private static readonly JsonSerializerOptions Compact = new(Options) { WriteIndented = false };

    public static byte[] Write<T>(T record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, Options), (byte)'\n'];

    /// <summary>The same without indentation, for files with long columns of numbers.</summary>
    public static byte[] WriteCompact<T>(T record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, Compact), (byte)'\n'];

    /// <exception cref="InvalidDataException">The text is no such record; the message names the field.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8) => Convert<T>(Parse(utf8));

    /// <summary>Reads a manifest of any version.</summary>
    /// <exception cref="InvalidDataException">The text is no manifest; the message names the field.</exception>
    public static BundleManifest ReadManifest(ReadOnlySpan<byte> utf8)
    {
        JsonElement root = Parse(utf8);
        return IsVersion1(root) ? Convert<ManifestVersion1>(root).Upgrade() : Convert<BundleManifest>(root);
    }

    private static JsonElement Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(utf8, Options);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"is not JSON (line {broken.LineNumber + 1})", broken);
        }
    }

    private static T Convert<T>(JsonElement root)
    {
        RequireFields(root, Options.GetTypeInfo(typeof(T)), "");
        try
        {
            return root.Deserialize<T>(Options)!;
        }
        catch (JsonException broken)
        {
            string field = broken.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "";
            throw new InvalidDataException(field.Length > 0 ? $"the field {field} does not hold what it must" : "does not hold what it must", broken);
        }
    }

    private static bool IsVersion1(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("format_version", out JsonElement version)
        && version.ValueKind == JsonValueKind.Number
        && version.TryGetInt32(out int number)
        && number == 1;

    // The serializer's own message for a missing property names .NET types; this one names the path in the file.
    private static void RequireFields(JsonElement element, JsonTypeInfo type, string path)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && element.ValueKind == JsonValueKind.Array)
        {
            JsonTypeInfo item = Options.GetTypeInfo(type.ElementType!);
            int index = 0;
            foreach (JsonElement each in element.EnumerateArray())
            {
                RequireFields(each, item, $"{path[..^1]}[{index++}].");
            }
        }

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
