using System.Globalization;
using System.Text.Json;
using ClvActors.Domain.Population;

namespace ClvActors.Embedded.Storage;

/// <summary>What a data directory was created for; stands in its <c>manifest.json</c>.</summary>
/// <param name="LogId">Random identity of the directory's log; salts the checksum of every frame.</param>
/// <param name="ShardCount">Shards of the engine that opened it last, at least 1. Another count needs no procedure: customers are placed by hash when it is opened.</param>
/// <param name="HashName">Name of the hash that places customers, see <see cref="HashNameNow"/>.</param>
/// <param name="Clock">What moves the as-of date.</param>
/// <param name="Currency">The one currency of all amounts, an ISO 4217 code such as <c>GBP</c>.</param>
/// <param name="TimeZone">IANA id of the deployment's time zone, such as <c>Europe/London</c>.</param>
/// <remarks>Immutable; safe on any thread.</remarks>
public sealed record DirectoryManifest(
    ulong LogId, int ShardCount, string HashName, AsOfClock Clock, string Currency, string TimeZone)
{
    /// <summary>Version of the directory's format that this program writes, and the newest that it reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>Name of <see cref="Domain.Transactions.CustomerId.StableHash"/>.</summary>
    public const string HashNameNow = "splitmix64-fnv1a-1";

    /// <summary>The manifest as JSON, ending in a newline.</summary>
    public byte[] ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("format_version", FormatVersion);
            json.WriteString("log_id", LogId.ToString("x16", CultureInfo.InvariantCulture));
            json.WriteNumber("shard_count", ShardCount);
            json.WriteString("hash", HashName);
            json.WriteString("clock", Clock == AsOfClock.Wall ? "wall" : "event");
            json.WriteString("currency", Currency);
            json.WriteString("time_zone", TimeZone);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="file">The file as messages name it.</param>
    /// <exception cref="NewerFormatException">A newer program wrote it.</exception>
    /// <exception cref="DirectoryManifestException">It cannot be read.</exception>
    public static DirectoryManifest FromJson(ReadOnlyMemory<byte> bytes, string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            int version = root.GetProperty("format_version").GetInt32();
            if (version > FormatVersion)
            {
                throw new NewerFormatException($"The data directory of {file}", version, FormatVersion);
            }

            return new DirectoryManifest(
                ulong.Parse(Text(root, "log_id"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                Positive(root.GetProperty("shard_count").GetInt32()),
                Text(root, "hash"),
                ClockOf(Text(root, "clock")),
                Text(root, "currency"),
                Text(root, "time_zone"));
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new DirectoryManifestException(file, $"it is no manifest of format version {FormatVersion} ({cause.Message.TrimEnd('.')})", cause);
        }
    }

    private static string Text(JsonElement root, string name) =>
        root.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static int Positive(int shards) => shards > 0 ? shards : throw new FormatException("shard_count must be at least 1");

    private static AsOfClock ClockOf(string name) => name switch
    {
        "wall" => AsOfClock.Wall,
        "event" => AsOfClock.Event,
        _ => throw new FormatException($"clock is '{name}', not wall or event"),
    };
}
