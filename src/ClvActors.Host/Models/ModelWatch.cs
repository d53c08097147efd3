using ClvActors.Domain.Service;
using ClvActors.Host.Telemetry;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Promotion;

namespace ClvActors.Host.Models;

/// <summary>Follows <c>champion.json</c> in the models folder: when it names another bundle, that one is brought to serve without a gap.</summary>
/// <remarks>
/// <para>The file is looked at every <see cref="HostOptions.ModelPoll"/>; polling also works on network file systems, where notifications do not. Only a change of the file swaps: a bundle that an operator
/// chose with <c>POST /api/model</c> stays until the next promotion. With <c>--model</c> nothing is followed.</para>
/// <para>A file or a bundle that cannot be used leaves the serving one; it is logged once, reported until it is mended, and tried again at every look. Every silo of a cluster watches its own models folder; the
/// first to see the change swaps for all.</para>
/// </remarks>
internal sealed partial class ModelWatch : BackgroundService
{
    private readonly HostOptions _options;
    private readonly ICustomerValueService _service;
    private readonly TimeProvider _time;
    private readonly ILogger<ModelWatch> _log;
    private readonly ModelWatchInstruments _instruments;
    private byte[]? _followed;
    private string? _followedFingerprint;
    private volatile ModelWatchStatus? _status;

    /// <summary>Makes the watch; it begins with the server.</summary>
    /// <param name="options">Names the models folder and how often to look.</param>
    /// <param name="service">Swaps the model.</param>
    /// <param name="time">Times the looks.</param>
    /// <param name="telemetry">Shows what is measured.</param>
    /// <param name="log">Where swaps and problems are told.</param>
    public ModelWatch(HostOptions options, ICustomerValueService service, TimeProvider time, HostTelemetry telemetry, ILogger<ModelWatch> log)
    {
        _options = options;
        _service = service;
        _time = time;
        _log = log;
        _instruments = new ModelWatchInstruments(telemetry, () => _status);
    }

    /// <summary>What was found at the last look; null while there is no <c>champion.json</c>, or with <c>--model</c>.</summary>
    public ModelWatchStatus? Status => _status;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _instruments.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.ModelId is not null)
        {
            return;
        }

        // Before the first look, so that the server's start does not wait for it.
        await Task.Yield();
        using PeriodicTimer timer = new(_options.ModelPoll, _time);
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Looks at the file once and follows it.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        string path = ChampionFile.PathIn(_options.ModelsDirectory);
        string? champion = null;
        try
        {
            if (!File.Exists(path))
            {
                Report(_status is null ? null : new ModelWatchStatus(_status.Champion, $"{path}: is gone"));
                _followed = null;
                return;
            }

            byte[] content = await File.ReadAllBytesAsync(path, cancellation);
            if (_followed is not null && content.AsSpan().SequenceEqual(_followed))
            {
                return;
            }

            ChampionPointer pointer = ChampionFile.Parse(path, content);
            champion = pointer.Champion.Bundle;
            await FollowAsync(pointer.Champion, cancellation);
            _followed = content;
            Report(new ModelWatchStatus(champion, Problem: null));
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            // Whatever it is, the model that serves goes on. Looked at again next time, since the bundle may come after the file, or the disk may get room.
            _followed = null;
            Report(new ModelWatchStatus(champion, failure.Message));
        }
    }

    private async Task FollowAsync(ChampionRecord champion, CancellationToken cancellation)
    {
        if (champion.Fingerprint == _followedFingerprint)
        {
            return;
        }

        // At the start the champion serves already, in a cluster another silo may have been first; but a bundle that was made anew under the same name has to be swapped.
        ModelBundle bundle = ChampionFile.Open(_options.ModelsDirectory, champion);
        string serving = (await _service.StatusAsync(cancellation)).BundleId;
        if (serving != bundle.Id || _followedFingerprint is not null)
        {
            await _service.SwapModelAsync(bundle.Folder, cancellation);
            _instruments.CountSwap();
            LogSwapped(bundle.Id, serving);
        }

        _followedFingerprint = champion.Fingerprint;
    }

    private void Report(ModelWatchStatus? next)
    {
        if (next?.Problem is { } problem && problem != _status?.Problem)
        {
            LogProblem(problem);
        }
        else if (next is { Problem: null } && _status?.Problem is not null)
        {
            LogMended(next.Champion);
        }

        _status = next;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "The champion {Bundle} serves, {Former} did before")]
    private partial void LogSwapped(string bundle, string former);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "The champion cannot serve, the model that serves stays: {Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "The champion {Bundle} can serve again")]
    private partial void LogMended(string? bundle);
}
