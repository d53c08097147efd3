using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Tests.Models;
using ClvActors.Embedded.Tests.Storage;
using ClvActors.ServiceContract;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>The contract on the embedded engine, on a simulated disk.</summary>
public sealed class EmbeddedEngineContractTests : CustomerValueServiceContract
{
    private readonly SimulatedStorage _storage = new(1);
    private readonly MemoryModelLibrary _models = new();

    protected override ValueTask<ICustomerValueService> OpenAsync(IValueModel model) =>
        ValueTask.FromResult<ICustomerValueService>(EmbeddedEngine.Open(_storage, _models, model, new EngineOptions { Shards = 3 }, TimeProvider.System));

    protected override string Offer(IValueModel model) => _models.Offer(model);
}
