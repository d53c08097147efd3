using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Tests.Models;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Embedded.Tests.Engine;

public sealed class KeptModelTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-kept-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true, "second")]
    [InlineData(false, "first")]
    public async Task Open_AfterASwap_GoesOnWithTheBundleThatServedIfAsked(bool keepsServedModel, string expected)
    {
        MemoryModelLibrary models = new();
        ValueOnlyModel first = new("first");
        ValueOnlyModel second = new("second");
        string folder = models.Offer(second);
        EngineOptions options = new() { Shards = 2, KeepsServedModel = keepsServedModel };
        await using (EmbeddedEngine engine = Open(models, first, options))
        {
            await engine.IngestAsync(new TransactionBatch([Line("1", "7"), Line("2", "8")]), TestContext.Current.CancellationToken);
            await engine.SwapModelAsync(folder, TestContext.Current.CancellationToken);
            Assert.Equal("second", engine.ServingBundleId);
        }

        await using EmbeddedEngine again = Open(models, first, options);

        Assert.Equal(expected, again.ServingBundleId);
        CustomerDetail? customer = await again.FindAsync(CustomerId.Parse("7"), TestContext.Current.CancellationToken);
        Assert.Equal(expected, customer!.Record.BundleId);
    }

    private EmbeddedEngine Open(MemoryModelLibrary models, IValueModel model, EngineOptions options) =>
        EmbeddedEngine.Open(new DiskStorage(_folder.FullName), models, model, options, TimeProvider.System);

    private static TransactionLine Line(string invoice, string customer) =>
        new(invoice, "A1", "", 1, new DateTime(2020, 1, 1, 10, 0, 0), new Money(10_000), CustomerId.Parse(customer), "France");
}
