using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Tests.Clusters;
using ClvActors.ServiceContract;
using ClvActors.ServiceContract.Models;
using ClvActors.TestData;

namespace ClvActors.Orleans.Tests.Service;

/// <summary>The contract on one silo as the server starts it, with a ladder that is too short, so that ranks are asked of the partitions.</summary>
public sealed class OneSiloContractTests : CustomerValueServiceContract
{
    private readonly MemoryStores _stores = new();
    private readonly OfferedModels _models = new();

    protected override async ValueTask<ICustomerValueService> OpenAsync(IValueModel model)
    {
        _models.Offer(model);
        ClusterOptions options = new() { SiloPort = LoopbackPorts.Take(), GatewayPort = LoopbackPorts.Take(), Partitions = 3, LadderRungs = 4, RowsPerCheckpoint = 3 };
        ClusterSilo silo = await ClusterSilo.StartAsync(options, model, _models, TimeProvider.System, _ => { }, _stores, CancellationToken.None);
        return new OwnedService(silo.Service, silo);
    }

    protected override string Offer(IValueModel model) => _models.Offer(model);
}
