using ClvActors.Host.Rejects;
using ClvActors.Host.Uploads;

namespace ClvActors.Host.Replay;

/// <summary>Registers what brings transaction lines in beside the API.</summary>
internal static class ReplayServices
{
    /// <summary>Adds replay, uploads and the examples of rejected lines.</summary>
    public static IServiceCollection AddReplayAndUploads(this IServiceCollection services) => services
        .AddSingleton<RejectSamples>()
        .AddSingleton<UploadFolder>()
        .AddSingleton<Uploader>()
        .AddSingleton<ReplaySources>()
        .AddSingleton<ReplayControl>()
        .AddHostedService(provider => provider.GetRequiredService<ReplayControl>());
}
