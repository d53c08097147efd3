using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using ClvActors.Domain.Transactions;
using ClvActors.Files;
using ClvActors.Files.Csv;
using ClvActors.Host.Errors;
using ClvActors.Host.Rejects;

namespace ClvActors.Host.Ingestion;

/// <summary>Turns a body into lines.</summary>
/// <remarks>
/// A malformed line is counted and the next one is read. A body that is broken as a whole is refused with the line where it broke. Safe on any thread.
/// </remarks>
internal sealed class BodyParser(TimeZoneInfo zone)
{
    private const string BodyName = "the body";

    // String pools and character buffers are a few hundred KB each; a body of one line must not pay for them.
    private readonly ConcurrentBag<Workbench> _benches = [];

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Parses a body.</summary>
    /// <exception cref="RequestRefusedException">400: the body is empty or broken as a whole.</exception>
    public ParsedBody Parse(BodyFormat format, ArraySegment<byte> body)
    {
        if (body.AsSpan().StartsWith(ByteOrderMark))
        {
            body = body[ByteOrderMark.Length..];
        }

        if (!body.AsSpan().ContainsAnyExcept(" \t\r\n"u8))
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, ErrorCodes.EmptyBody, "The body is empty.");
        }

        if (!_benches.TryTake(out Workbench? bench))
        {
            bench = new Workbench(zone);
        }

        try
        {
            return format switch
            {
                BodyFormat.Csv => ParseCsv(body, bench),
                BodyFormat.JsonLines => ParseJsonLines(body, bench.Json),
                _ => ParseJsonArray(body, bench.Json),
            };
        }
        finally
        {
            if (_benches.Count < Environment.ProcessorCount)
            {
                _benches.Add(bench);
            }
        }
    }

    private static ParsedBody ParseJsonArray(ReadOnlySpan<byte> body, JsonLineReader lines)
    {
        ParsedBody parsed = new();
        Utf8JsonReader reader = new(body);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw Broken("line 1: expected a JSON array of objects; one object per line is application/x-ndjson");
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    reader.Skip();
                    parsed.AddMalformed(parsed.Count + 1, "is not an object");
                }
                else if (lines.TryRead(ref reader, out TransactionLine? line, out string? error))
                {
                    parsed.Add(line);
                }
                else
                {
                    parsed.AddMalformed(parsed.Count + 1, error);
                }
            }

            reader.Read();
            return parsed;
        }
        catch (JsonException broken)
        {
            throw Broken($"line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}: is not JSON (element {parsed.Count + 1} of the array)");
        }
    }

    private static ParsedBody ParseJsonLines(ReadOnlySpan<byte> body, JsonLineReader lines)
    {
        ParsedBody parsed = new();
        for (long number = 1; !body.IsEmpty; number++)
        {
            int end = body.IndexOf((byte)'\n');
            ReadOnlySpan<byte> text = (end < 0 ? body : body[..end]).Trim(" \t\r"u8);
            body = end < 0 ? default : body[(end + 1)..];
            if (text.IsEmpty)
            {
                continue;
            }

            if (TryReadLine(text, lines, out TransactionLine? line, out string? error))
            {
                parsed.Add(line!);
            }
            else
            {
                parsed.AddMalformed(number, error!, parsed.TakesSamples ? TextOf(text) : null);
            }
        }

        return parsed;
    }

    private static bool TryReadLine(ReadOnlySpan<byte> text, JsonLineReader lines, out TransactionLine? line, out string? error)
    {
        line = null;

        // Before the reader, because its exceptions cost thousands of times what this look costs.
        if (text[0] != '{' || text[^1] != '}')
        {
            error = "is not a JSON object";
            return false;
        }

        Utf8JsonReader reader = new(text);
        try
        {
            reader.Read();
            bool read = lines.TryRead(ref reader, out line, out error);
            reader.Read();
            return read;
        }
        catch (JsonException broken)
        {
            line = null;
            error = $"is not a JSON object (byte {broken.BytePositionInLine + 1})";
            return false;
        }
    }

    private static string TextOf(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, RejectSamples.LongestText)]);
        return line.Length > RejectSamples.LongestText ? text + '…' : text;
    }

    private ParsedBody ParseCsv(ArraySegment<byte> body, Workbench bench)
    {
        ParsedBody parsed = new();
        try
        {
            using MemoryStream stream = new(body.Array!, body.Offset, body.Count, writable: false);
            using CsvTransactionReader reader = new(stream, zone, BodyName, leaveOpen: true, bench.Strings);
            while (reader.TryRead(out FileLine line))
            {
                if (line.Line is { } good)
                {
                    parsed.Add(good);
                }
                else
                {
                    parsed.AddMalformed(line.LineNumber, line.Error!, parsed.TakesSamples ? reader.LastText(RejectSamples.LongestText) : null);
                }
            }

            return parsed;
        }
        catch (TransactionFileException broken)
        {
            // The reader names a line except for what is wrong with the header.
            string message = broken.Message[BodyName.Length..].TrimStart(',', ':', ' ');
            throw Broken(message.Contains("line ", StringComparison.Ordinal) ? message : $"line 1: {message}");
        }
    }

    private static RequestRefusedException Broken(string message) =>
        new(StatusCodes.Status400BadRequest, ErrorCodes.InvalidBody, $"The body, {message}.");

    private sealed class Workbench(TimeZoneInfo zone)
    {
        public StringPool Strings { get; } = new();

        public JsonLineReader Json => field ??= new JsonLineReader(Strings, zone);
    }
}
