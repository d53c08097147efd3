using System.Reflection;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Queries;
using Orleans.Serialization;

namespace ClvActors.ClusterBenchmarks.Plan.Costs;

/// <summary>Partitions of this process that count the processor time of their answers and the keys and bytes in them.</summary>
internal sealed class LocalPartitions : IPartitions
{
    private readonly IPopulationPartitionGrain[] _grains;
    private readonly Serializer _serializer;

    public LocalPartitions(int count, Serializer serializer)
    {
        _serializer = serializer;
        Parts = [.. Enumerable.Range(0, count).Select(_ => new PopulationPartition())];
        _grains = Array.ConvertAll(Parts, partition => StandIn.Create(partition, this));
    }

    public PopulationPartition[] Parts { get; }

    public int Count => Parts.Length;

    /// <summary>Microseconds spent in partitions.</summary>
    public double Microseconds { get; private set; }

    /// <summary>Microseconds spent on finding out how large answers are.</summary>
    public double CountingMicroseconds { get; private set; }

    public long Keys { get; private set; }

    public long Bytes { get; private set; }

    public IPopulationPartitionGrain this[int partition] => _grains[partition];

    public void Reset() => (Microseconds, CountingMicroseconds, Keys, Bytes) = (0, 0, 0, 0);

    private Task<T> Answer<T>(object?[] asked, Func<T> answer, Func<T, int> keysOf)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        T said = answer();
        TimeSpan end = Environment.CpuUsage.TotalTime;
        Microseconds += (end - start).TotalMicroseconds;
        Keys += keysOf(said);
        Bytes += _serializer.SerializeToArray(said).Length + asked.Sum(argument => _serializer.SerializeToArray(argument).Length);
        CountingMicroseconds += (Environment.CpuUsage.TotalTime - end).TotalMicroseconds;
        return Task.FromResult(said);
    }

    // A class that named the grain interface would be taken for a second implementation by the silos of this process.
#pragma warning disable CA1852 // The proxy is a subclass that is made at run time.
    public class StandIn : DispatchProxy
#pragma warning restore CA1852
    {
        private PopulationPartition _partition = null!;
        private LocalPartitions _owner = null!;

        internal static IPopulationPartitionGrain Create(PopulationPartition partition, LocalPartitions owner)
        {
            IPopulationPartitionGrain grain = Create<IPopulationPartitionGrain, StandIn>();
            ((StandIn)(object)grain)._partition = partition;
            ((StandIn)(object)grain)._owner = owner;
            return grain;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IPopulationPartitionGrain.Sample) => _owner.Answer(
                args!, () => _partition.Sample((PopulationOrder[])args![0]!, (int)args[1]!), samples => samples.Sum(sample => sample.Keys.Length)),
            nameof(IPopulationPartitionGrain.Ranges) => _owner.Answer(
                args!, () => _partition.Ranges((OrderRangeRequest[])args![0]!), ranges => ranges.Sum(range => range.Keys.Length)),
            nameof(IPopulationPartitionGrain.Rungs) => _owner.Answer(args!, () => _partition.Rungs((int)args![0]!, (int)args[1]!), rungs => rungs.Values.Length),
            nameof(IPopulationPartitionGrain.CountUpTo) => _owner.Answer(args!, () => _partition.CountUpTo((double[])args![0]!), counts => counts.Length),
            _ => throw new NotSupportedException(targetMethod.Name),
        };
    }
}
