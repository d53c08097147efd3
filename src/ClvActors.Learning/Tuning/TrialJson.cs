using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClvActors.Learning.Tuning;

/// <summary>The lines of a trial file.</summary>
internal static class TrialJson
{
    private const string Format = "clv-trials";
    private const int Version = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first line: all that makes trials comparable. The number of trials is not part of it, so that a budget can be raised.</summary>
    public static byte[] Header(SearchSpace space, SearchOptions options) => Write(writer =>
    {
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        writer.WriteString("model", options.Model);
        writer.WriteString("data", options.DataFingerprint);
        writer.WriteNumber("seed", options.Seed);
        writer.WriteNumber("folds", options.Folds);
        writer.WriteStartObject("space");
        foreach (SearchDimension dimension in space.Dimensions)
        {
            writer.WriteString(dimension.Name, dimension.Range);
        }

        writer.WriteEndObject();
        writer.WriteString("start", space.Start?.ToString() ?? "at random");
    });

    /// <summary>What a file's first line has otherwise than this search's, in words; null when they are the same.</summary>
    public static string? Difference(string line, byte[] header)
    {
        JsonElement theirs;
        try
        {
            theirs = JsonSerializer.Deserialize<JsonElement>(line);
        }
        catch (JsonException)
        {
            return "is not a trial file";
        }

        if (theirs.ValueKind != JsonValueKind.Object || !theirs.TryGetProperty("format", out JsonElement format) || !format.ValueEquals(Format))
        {
            return "is not a trial file";
        }

        foreach (JsonProperty ours in JsonSerializer.Deserialize<JsonElement>(header).EnumerateObject())
        {
            string found = theirs.TryGetProperty(ours.Name, out JsonElement value) ? value.ToString() : "nothing";
            if (found != ours.Value.ToString())
            {
                return $"holds trials of another search, with {ours.Name} {found} instead of {ours.Value}; name another file";
            }
        }

        return null;
    }

    public static byte[] Line(Trial trial, SearchSpace space) => Write(writer =>
    {
        writer.WriteNumber("trial", trial.Number);
        writer.WriteStartObject("parameters");
        foreach (SearchDimension dimension in space.Dimensions)
        {
            writer.WritePropertyName(dimension.Name);
            string value = trial.Parameters.Text(dimension.Name);
            if (dimension.IsNumber)
            {
                writer.WriteRawValue(value);
            }
            else
            {
                writer.WriteStringValue(value);
            }
        }

        writer.WriteEndObject();
        writer.WriteStartArray("fold_losses");
        foreach (double loss in trial.FoldLosses)
        {
            // JSON has no NaN and no infinity; neither can be the best.
            if (double.IsFinite(loss))
            {
                writer.WriteNumberValue(loss);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
        writer.WriteNumber("seconds", Math.Round(trial.Seconds, 3));
    });

    /// <summary>The trial of a line, or null when it is none.</summary>
    public static Trial? TryRead(string line)
    {
        try
        {
            JsonElement trial = JsonSerializer.Deserialize<JsonElement>(line);
            return new Trial(
                trial.GetProperty("trial").GetInt32(),
                new TrialParameters([.. trial.GetProperty("parameters").EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.ToString()))]),
                [.. trial.GetProperty("fold_losses").EnumerateArray().Select(loss => loss.ValueKind == JsonValueKind.Null ? double.NaN : loss.GetDouble())],
                trial.GetProperty("seconds").GetDouble());
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Options))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
