using ClvActors.Domain.Population;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Partitions;

/// <summary>Carries the entries of a silo's customers to their partitions, those that wait for the same partition in one call.</summary>
/// <remarks>Entries may arrive more than once and in any order; their versions say which is newest. Safe on any thread.</remarks>
internal sealed class PartitionOutbox
{
    private const int LargestParcel = 1_024;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(1);

    // Beside the call, so that silos of an older program understand it.
    private const string ViewKey = "clv.view";

    private readonly IPartitions _partitions;
    private readonly IPopulationViews _views;
    private readonly ClusterOptions _options;
    private readonly TimeProvider _time;
    private readonly Lane[] _lanes;

    /// <summary>Makes the outbox of a silo.</summary>
    public PartitionOutbox(IPartitions partitions, IPopulationViews views, ClusterOptions options, TimeProvider time)
    {
        _partitions = partitions;
        _views = views;
        _options = options;
        _time = time;
        _lanes = new Lane[options.Partitions];
        for (int index = 0; index < _lanes.Length; index++)
        {
            _lanes[index] = new Lane();
        }
    }

    /// <summary>Tells a customer's partition what now stands.</summary>
    /// <returns>A task that completes once the partition has it.</returns>
    /// <exception cref="TimeoutException">The partition has not answered for the time that a batch may take.</exception>
    public Task TellAsync(CustomerEntry entry)
    {
        int partition = CustomerPlacement.PartOf(entry.Id, _lanes.Length);
        Lane lane = _lanes[partition];
        TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (lane)
        {
            lane.Waiting.Add((entry, told));
            if (lane.IsRunning)
            {
                return told.Task;
            }

            lane.IsRunning = true;
        }

        // Outside the caller's grain context: the lane serves many grains.
        _ = Task.Run(() => RunAsync(partition, lane));
        return told.Task;
    }

    /// <summary>The view that the silo had which tells entries to a partition now; 0 when others call it.</summary>
    public static long ViewOfTeller() => RequestContext.Get(ViewKey) is long version ? version : 0;

    private async Task RunAsync(int partition, Lane lane)
    {
        while (true)
        {
            List<(CustomerEntry Entry, TaskCompletionSource Told)> parcel;
            lock (lane)
            {
                if (lane.Waiting.Count == 0)
                {
                    lane.IsRunning = false;
                    return;
                }

                int size = Math.Min(LargestParcel, lane.Waiting.Count);
                parcel = lane.Waiting.GetRange(0, size);
                lane.Waiting.RemoveRange(0, size);
            }

            try
            {
                await DeliverAsync(partition, [.. parcel.Select(waiting => waiting.Entry)]);
                parcel.ForEach(waiting => waiting.Told.SetResult());
            }
            catch (Exception failure)
            {
                parcel.ForEach(waiting => waiting.Told.SetException(failure));
            }
        }
    }

    private async Task DeliverAsync(int partition, CustomerEntry[] entries)
    {
        long started = _time.GetTimestamp();
        TimeSpan pause = FirstRetry;
        while (true)
        {
            try
            {
                RequestContext.Set(ViewKey, _views.Current.Version);
                await _partitions[partition].Apply(entries);
                return;
            }
            catch (Exception failure) when (_time.GetElapsedTime(started) < _options.IngestTimeout && failure is not ObjectDisposedException)
            {
                await Task.Delay(pause, _time);
                pause = pause * 2 < LongestRetry ? pause * 2 : LongestRetry;
            }
        }
    }

    private sealed class Lane
    {
        public readonly List<(CustomerEntry Entry, TaskCompletionSource Told)> Waiting = [];
        public bool IsRunning;
    }
}
