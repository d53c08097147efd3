using ClvActors.Orleans.Aggregation;
using ClvActors.Orleans.Silos;
using Microsoft.Extensions.Logging;

namespace ClvActors.Orleans.Views;

/// <summary>Keeps a silo subscribed to the aggregator's views.</summary>
/// <remarks>The subscription is renewed all the time, because an aggregator that was moved has forgotten its silos.</remarks>
internal sealed partial class ViewSubscription(
    IGrainFactory grains, PopulationViews views, SiloModels models, ILocalSiloDetails silo, TimeProvider time, ILogger<ViewSubscription> log)
    : IPopulationViewObserver, IAsyncDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestJoining = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan JoiningRetry = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopping = new();
    private IPopulationViewObserver? _reference;
    private Task _renewing = Task.CompletedTask;
    private int _isDisposed;

    /// <summary>Joins: afterwards the silo has a view and its model.</summary>
    /// <exception cref="ClusterRefusedException">The cluster serves a model that this silo cannot load.</exception>
    public async Task StartAsync()
    {
        _reference = grains.CreateObjectReference<IPopulationViewObserver>(this);
        Subscription subscription = await FirstSubscriptionAsync();
        Ensure(subscription);
        views.Offer(subscription.View);
        _renewing = Task.Run(RenewAsync);
    }

    /// <inheritdoc/>
    public Task OnView(PopulationView view)
    {
        views.Offer(view);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<string> PrepareModel(string folder)
    {
        try
        {
            return Task.FromResult(models.Load(models.FolderHere(folder)).Fingerprint);
        }
        catch (InvalidDataException broken)
        {
            return Task.FromResult($"!{broken.Message}");
        }
    }

    /// <summary>Leaves: the aggregator no longer tells this silo.</summary>
    public async Task LeaveAsync()
    {
        await DisposeAsync();
        try
        {
            await grains.GetGrain<ISegmentAggregatorGrain>(0).Unsubscribe(silo.SiloAddress);
        }
        catch (Exception unreachable) when (unreachable is not OutOfMemoryException)
        {
            // The aggregator notices by itself that the silo has left.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            await _stopping.CancelAsync();
            await _renewing;
            _stopping.Dispose();
        }
    }

    // A silo may join while another one goes and takes the aggregator with it.
    private async Task<Subscription> FirstSubscriptionAsync()
    {
        long started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await SubscribeAsync();
            }
            catch (Exception failure) when (time.GetElapsedTime(started) < LongestJoining)
            {
                LogRenewalFailed(failure.Message);
            }

            await Task.Delay(JoiningRetry, time);
        }
    }

    private Task<Subscription> SubscribeAsync() => grains.GetGrain<ISegmentAggregatorGrain>(0).Subscribe(
        _reference!, silo.SiloAddress, new SiloModel(models.Own.Id, models.Own.Fingerprint, models.Own.Folder));

    // The cluster goes on with the bundle that serves it; a silo that was started with another one has to have that too.
    private void Ensure(Subscription subscription)
    {
        PopulationView view = subscription.View;
        if (models.Find(view.BundleFingerprint) is not null)
        {
            return;
        }

        string folder = models.FolderHere(subscription.Folder);
        try
        {
            if (models.Load(folder).Fingerprint == view.BundleFingerprint)
            {
                LogOtherModel(view.BundleId, models.Own.Id);
                return;
            }
        }
        catch (InvalidDataException)
        {
            // Told below: it is not on this machine.
        }

        throw new ClusterRefusedException(
            $"the cluster serves the bundle {view.BundleId} ({Short(view.BundleFingerprint)}), this silo was started with {models.Own.Id} ({Short(models.Own.Fingerprint)}) "
            + $"and does not find the cluster's in {folder}: put the same bundle on this machine");
    }

    private static string Short(string fingerprint) => fingerprint.Length > 12 ? fingerprint[..12] : fingerprint;

    private async Task RenewAsync()
    {
        using PeriodicTimer timer = new(Renewal, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                try
                {
                    Subscription subscription = await SubscribeAsync().WaitAsync(_stopping.Token);
                    Ensure(subscription);
                    views.Offer(subscription.View);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    LogRenewalFailed(failure.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo leaves.
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The subscription to the population's views could not be renewed and is tried again: {Reason}")]
    private partial void LogRenewalFailed(string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "The cluster serves the bundle {Serving}, not {Own} that this silo was started with")]
    private partial void LogOtherModel(string serving, string own);
}
