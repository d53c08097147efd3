using System.Text.Encodings.Web;
using System.Text.Json;

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
}
