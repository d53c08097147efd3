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

    /// <summary>Default of the largest request body, in MiB.</summary>
    public const int DefaultMaxBodyMebibytes = 64;

    /// <summary>Whether a generated shop streams in.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Folder of log and snapshots; null until a temporary one has been made for a demo, and in a cluster.</summary>
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

    /// <summary>Largest accepted body of transactions in bytes, before and after decompression.</summary>
    public long MaxBodyBytes { get; init; } = DefaultMaxBodyMebibytes * 1024L * 1024;

    /// <summary>What is started when live accuracy has dropped; null for nothing.</summary>
    public string? RetrainCommand { get; init; }

    /// <summary>How log entries are written to the console.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Simple;
}
