using ClvActors.Host.Composition;
using ClvActors.Learning.Bundles;

namespace ClvActors.Host;

/// <summary>How the server runs, as the command line says it.</summary>
/// <remarks>Immutable; values are checked by <see cref="HostCommandLine"/>.</remarks>
public sealed record HostOptions
{
    /// <summary>Where the server listens unless told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8002";

    /// <summary>The bundle that serves unless another is named.</summary>
    public const string DefaultModel = ShippedBundles.DefaultId;

    /// <summary>Default of <see cref="ModelPoll"/>, in seconds.</summary>
    public const int DefaultModelPollSeconds = 5;

    /// <summary>Default of <see cref="Culture"/>.</summary>
    public const string DefaultCulture = "en-GB";

    /// <summary>Default of <see cref="Currency"/>.</summary>
    public const string DefaultCurrency = "GBP";

    /// <summary>Default of the largest request body, in MiB.</summary>
    public const int DefaultMaxBodyMebibytes = 64;

    /// <summary>Default of the largest upload, in MiB.</summary>
    public const int DefaultMaxUploadMebibytes = 2048;

    /// <summary>Whether a generated shop streams in.</summary>
    public bool IsDemo { get; init; }

    /// <summary>A transaction file that is replayed from the start; null for none.</summary>
    public string? ReplayFile { get; init; }

    /// <summary>Largest file that can be uploaded, in bytes, before and after decompression.</summary>
    public long MaxUploadBytes { get; init; } = DefaultMaxUploadMebibytes * 1024L * 1024;

    /// <summary>Folder of log and snapshots, or of what a silo remembers by itself; null until a temporary one has been made for a demo, and for a silo without one.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>How this process takes part in a cluster; null for the embedded engine.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>Folder that holds one folder per model bundle.</summary>
    public string ModelsDirectory { get; init; } = ShippedBundles.Folder;

    /// <summary>
    /// Id of the bundle that is to serve, the name of its folder; null follows <c>champion.json</c> in <see cref="ModelsDirectory"/>, without that goes on with the data directory's own, in a new one with
    /// <see cref="DefaultModel"/>.
    /// </summary>
    public string? ModelId { get; init; }

    /// <summary>How often <c>champion.json</c> is looked at.</summary>
    public TimeSpan ModelPoll { get; init; } = TimeSpan.FromSeconds(DefaultModelPollSeconds);

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = DefaultUrl;

    /// <summary>What moves the as-of date.</summary>
    public ClockKind Clock { get; init; } = ClockKind.Event;

    /// <summary>Shards of the embedded engine; null for one per core.</summary>
    public int? Shards { get; init; }

    /// <summary>The deployment's time zone: times with an offset are converted to it and a wall-clock day is a day in it.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>How the pages write numbers and dates, such as <c>en-GB</c>; the API is the same everywhere.</summary>
    public string Culture { get; init; } = DefaultCulture;

    /// <summary>The one currency of all amounts, an ISO 4217 code.</summary>
    public string Currency { get; init; } = DefaultCurrency;

    /// <summary>Largest accepted body of transactions in bytes, before and after decompression.</summary>
    public long MaxBodyBytes { get; init; } = DefaultMaxBodyMebibytes * 1024L * 1024;

    /// <summary>What is started when live accuracy has dropped; null for nothing.</summary>
    public string? RetrainCommand { get; init; }

    /// <summary>How log entries are written to the console.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Simple;
}
