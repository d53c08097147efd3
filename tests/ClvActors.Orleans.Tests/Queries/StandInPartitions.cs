using System.Reflection;
using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Surveys;

namespace ClvActors.Orleans.Tests.Queries;

/// <summary>Partitions without a cluster.</summary>
internal sealed class StandInPartitions : IPartitions
{
    private readonly IPopulationPartitionGrain[] _grains;

    public StandInPartitions(int count, IEnumerable<CustomerEntry> entries, int recentChanges = 4096)
    {
        Plain = [.. Enumerable.Range(0, count).Select(number => new PopulationPartition(1 + (number * 1_000), recentChanges))];
        _grains = Array.ConvertAll(Plain, partition => StandIn.Create(partition, this));
        Apply(entries);
    }

    public PopulationPartition[] Plain { get; }

    /// <summary>Hears the method that is about to be called.</summary>
    public Action<string> Asking { get; set; } = _ => { };

    public List<string> Asked { get; } = [];

    public int Count => Plain.Length;

    public IPopulationPartitionGrain this[int partition] => _grains[partition];

    public void Apply(IEnumerable<CustomerEntry> entries)
    {
        foreach (CustomerEntry entry in entries)
        {
            Plain[CustomerPlacement.PartOf(entry.Id, Plain.Length)].Apply(entry);
        }
    }

    // A class that named the grain interface would be taken for a second implementation by every test cluster of this assembly.
#pragma warning disable CA1852 // The proxy is a subclass that is made at run time.
    public class StandIn : DispatchProxy
#pragma warning restore CA1852
    {
        private PopulationPartition _partition = null!;
        private StandInPartitions _owner = null!;

        internal static IPopulationPartitionGrain Create(PopulationPartition partition, StandInPartitions owner)
        {
            IPopulationPartitionGrain grain = Create<IPopulationPartitionGrain, StandIn>();
            ((StandIn)(object)grain)._partition = partition;
            ((StandIn)(object)grain)._owner = owner;
            return grain;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            _owner.Asking(targetMethod!.Name);
            _owner.Asked.Add(targetMethod.Name);
            return targetMethod.Name switch
            {
                nameof(IPopulationPartitionGrain.Totals) => Task.FromResult(_partition.Totals),
                nameof(IPopulationPartitionGrain.Sample) => Task.FromResult(_partition.Sample((PopulationOrder[])args![0]!, (int)args[1]!)),
                nameof(IPopulationPartitionGrain.Ranges) => Task.FromResult(_partition.Ranges((OrderRangeRequest[])args![0]!)),
                nameof(IPopulationPartitionGrain.Rungs) => Task.FromResult(_partition.Rungs((int)args![0]!, (int)args[1]!)),
                nameof(IPopulationPartitionGrain.CountBelow) => Task.FromResult(_partition.CountBelow((long)args![0]!, (PopulationOrder)args[1]!, (double[])args[2]!)),
                nameof(IPopulationPartitionGrain.CountUpTo) => Task.FromResult(_partition.CountUpTo((double[])args![0]!)),
                nameof(IPopulationPartitionGrain.Slice) => Task.FromResult(_partition.Slice((long)args![0]!, (PopulationOrder)args[1]!, (int)args[2]!, (int)args[3]!)),
                nameof(IPopulationPartitionGrain.Tally) => Task.FromResult(_partition.Tally((double[])args![0]!, (int)args[1]!)),
                nameof(IPopulationPartitionGrain.Survey) => PartitionSurvey.TakeAsync(_partition.Entries(), (SurveyQuestion)args![0]!),
                nameof(IPopulationPartitionGrain.Search) => Task.FromResult(_partition.Search((string)args![0]!, (int)args[1]!)),
                nameof(IPopulationPartitionGrain.Changes) => Task.FromResult(
                    _partition.Changes(new ChangePosition((long)args![0]!, (CustomerId?)args[1]), (long)args[2]!, (int)args[3]!)),
                _ => throw new NotSupportedException($"{targetMethod.Name} needs customers."),
            };
        }
    }
}
