using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Tests.Clusters;
using ClvActors.ServiceContract;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Orleans.Tests.Service;

/// <summary>The contract on three silos.</summary>
public sealed class ThreeSilosContractTests : CustomerValueServiceContract
{
    private readonly MemoryStores _stores = new();
    private readonly OfferedModels _models = new();

    protected override async ValueTask<ICustomerValueService> OpenAsync(IValueModel model)
    {
        _models.Offer(model);
        MemoryCluster cluster = await MemoryCluster.StartAsync(3, new ClusterOptions { Partitions = 5 }, model, _models, _stores);
        return new OwnedService(MemoryCluster.ServiceOf(cluster.Silos[1]), cluster);
    }

    protected override string Offer(IValueModel model) => _models.Offer(model);
}
