using ClvActors.Orleans.Views;
using Microsoft.Extensions.Logging;

namespace ClvActors.Orleans.Aggregation;

/// <content>The silos: who hears of views, who is gone, and which model they have.</content>
internal sealed partial class SegmentAggregatorGrain
{
    private static readonly TimeSpan LongestPush = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPreparation = TimeSpan.FromSeconds(60);

    private readonly Dictionary<SiloAddress, IPopulationViewObserver> _silos = [];
    private readonly HashSet<SiloAddress> _members = [];
    private MembershipVersion _membershipSeen = MembershipVersion.MinValue;

    /// <inheritdoc/>
    public async Task<Subscription> Subscribe(IPopulationViewObserver observer, SiloAddress silo, SiloModel model)
    {
        if (State.BundleFingerprint.Length == 0)
        {
            (State.BundleId, State.BundleFingerprint, State.BundleFolder) = (model.Id, model.Fingerprint, model.Folder);
            Renew(isSettled: false);
            await SaveAsync();
            await PublishAsync();
        }

        if (State.Completed == 0)
        {
            // In a new cluster the partitions come before the first customers, so that their feed begins with the first change.
            await population.TotalsAsync();
        }

        // Kept, so that the aggregator's next activation tells everyone at once.
        if (!_silos.TryGetValue(silo, out IPopulationViewObserver? known) || !known.Equals(observer))
        {
            _silos[silo] = observer;
            await SaveSilosAsync();
        }

        return new Subscription(_published, State.BundleFolder);
    }

    /// <inheritdoc/>
    public Task Unsubscribe(SiloAddress silo) => _silos.Remove(silo) ? SaveSilosAsync() : Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<PopulationView> SwapModel(string folder, string id, string fingerprint)
    {
        foreach ((SiloAddress silo, IPopulationViewObserver observer) in _silos.ToArray())
        {
            string prepared = await PrepareAsync(silo, observer, folder);
            if (prepared != fingerprint)
            {
                throw new ClusterModelException(prepared.StartsWith('!')
                    ? $"The silo {silo} cannot load the bundle {id} from {folder}: {prepared[1..]}"
                    : $"The silo {silo} finds another bundle in {folder} than the silo that was asked to swap: put the same files on every machine.");
            }
        }

        // Months that are over are closed under the model that served in them.
        await Settle();
        (State.BundleId, State.BundleFingerprint, State.BundleFolder) = (id, fingerprint, folder);
        Renew(isSettled: false);
        _isChanged = true;
        await SaveAsync();
        await PublishAsync();
        LogSwapped(id);
        return await Settle();
    }

    private static async Task<string> PrepareAsync(SiloAddress silo, IPopulationViewObserver observer, string folder)
    {
        try
        {
            return await observer.PrepareModel(folder).WaitAsync(LongestPreparation);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return $"!it did not answer ({silo}: {failure.Message})";
        }
    }

    private Task SaveSilosAsync()
    {
        State.Silos = [.. _silos.Select(silo => new SubscribedSilo(silo.Key, silo.Value))];
        return SaveAsync();
    }

    // Call it once the state is stored. A silo that does not hear it in time asks when it is asked for a newer view than it has.
    private async Task PublishAsync()
    {
        PopulationView view = _saved;
        if (view.Version == _published.Version)
        {
            return;
        }

        _published = view;
        await PushAsync(view);
    }

    private Task PushAsync(PopulationView view)
    {
        return Task.WhenAll(_silos.Values.Select(TellAsync));

        async Task TellAsync(IPopulationViewObserver observer)
        {
            try
            {
                await observer.OnView(view).WaitAsync(LongestPush);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                LogPushFailed(failure, view.Version);
            }
        }
    }

    private bool IsSiloStopping => membership.CurrentSnapshot.GetSiloStatus(ownSilo.SiloAddress) is SiloStatus.ShuttingDown or SiloStatus.Stopping;

    private void WatchSilos()
    {
        ClusterMembershipSnapshot members = membership.CurrentSnapshot;
        bool isTooOld(long started) => time.GetElapsedTime(started) > options.IngestTimeout * 3;
        if (members.Version > _membershipSeen)
        {
            _membershipSeen = members.Version;
            SiloAddress[] gone = [.. _members.Union(_silos.Keys).Where(silo => IsDead(members, silo))];
            if (gone.Length > 0)
            {
                // Even one that left by itself may have answered for a partition that was already elsewhere.
                _members.ExceptWith(gone);
                Array.ForEach(gone, silo => _silos.Remove(silo));
                State.Silos = [.. State.Silos.Where(subscribed => !gone.Contains(subscribed.Silo))];
                Doubt(isNews: true);
            }

            _members.UnionWith(members.Members.Where(member => member.Value.Status != SiloStatus.Dead).Select(member => member.Key));
        }

        if (_open.LoseThose(silo => IsDead(members, silo), isTooOld) > 0)
        {
            NoteStreaming();
        }
    }

    private static bool IsDead(ClusterMembershipSnapshot members, SiloAddress silo) =>
        members.GetSiloStatus(silo) == SiloStatus.Dead;

    [LoggerMessage(EventId = 4, Level = LogLevel.Debug, Message = "A silo did not hear of view {Version}; it will ask")]
    private partial void LogPushFailed(Exception failure, long version);

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "Serving the bundle {Bundle}")]
    private partial void LogSwapped(string bundle);
}
