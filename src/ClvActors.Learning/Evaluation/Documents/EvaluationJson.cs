using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>Evaluation documents as JSON: names in snake_case, numbers shortest round-trip, lines that end in a line feed on every system.</summary>
/// <remarks>Unknown fields are passed over. Stateless; safe on any thread.</remarks>
public static class EvaluationJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new OneLine<ValueShare>(), new OneLine<ScatterPoint>(), new OneLine<ResidualQuantile>(), new OneLine<ReliabilityPoint>(), new OneLine<ContributionPoint>(),
        },
    };

    /// <summary>Writes a document.</summary>
    /// <returns>UTF-8 without a byte order mark, a line feed last.</returns>
    /// <exception cref="ArgumentException">A number other than a metric is not finite, which JSON cannot hold.</exception>
    public static byte[] Write(EvaluationDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return [.. JsonSerializer.SerializeToUtf8Bytes(document, Options), (byte)'\n'];
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="InvalidDataException">The text is no evaluation document, or of a newer version; one sentence that says what is wrong.</exception>
    public static EvaluationDocument Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            EvaluationDocument document = JsonSerializer.Deserialize<EvaluationDocument>(utf8, Options)
                ?? throw new InvalidDataException("is not an evaluation document");
            return document.FormatVersion is >= 1 and <= EvaluationDocument.CurrentFormatVersion
                ? document
                : throw new InvalidDataException($"is of format version {document.FormatVersion}, this build reads up to {EvaluationDocument.CurrentFormatVersion}");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"is not an evaluation document: {broken.Message}", broken);
        }
    }

    /// <summary>Writes points, of which there are thousands, one to a line.</summary>
    private sealed class OneLine<T> : JsonConverter<T>
        where T : struct
    {
        private static readonly JsonSerializerOptions Compact = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<T>(ref reader, Compact);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(value, Compact), skipInputValidation: true);
    }
}
