using System.Net;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Storage.Postgres;
using ClvActors.Orleans.Tests.Postgres;
using ClvActors.TestData;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;

namespace ClvActors.Orleans.Tests.Processes;

/// <summary>What the real server says of one customer's state that a newer program has written.</summary>
public sealed class NewerCustomerStateTests(PostgresServer server)
{
    private const int NewerFormat = CustomerCheckpoint.NewestFormat + 1;

    [Fact]
    public async Task Lookup_CheckpointOfANewerProgram_FailsClearlyAndOtherCustomersAreServed()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string database = await server.CreateDatabaseAsync();
        await using (SiloProcess older = await SiloProcess.StartAsync(database, LoopbackPorts.Take()))
        {
            using ByteArrayContent body = StreamedShop.BodyOf(StreamedShop.CsvOf([Sale("1", 17), Sale("2", 18)]));
            using HttpResponseMessage taken = await older.Client.PostAsync("/api/transactions", body, cancellation);
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
            Assert.Equal(0, await older.StopAsync());
        }

        await RaiseFormatAsync(database, TextKeyStorage.Mark + "17");

        await using SiloProcess silo = await SiloProcess.StartAsync(database, LoopbackPorts.Take());
        using HttpResponseMessage lookup = await silo.Client.GetAsync("/api/customer/17", cancellation);
        string answer = await lookup.Content.ReadAsStringAsync(cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, lookup.StatusCode);
        ErrorShape.Assert(answer);
        Assert.Contains($"customer 17 has format {NewerFormat}", answer, StringComparison.Ordinal);
        using HttpResponseMessage other = await silo.Client.GetAsync("/api/customer/18", cancellation);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(0, await silo.StopAsync());
    }

    private static TransactionLine Sale(string invoice, long customer) => new(
        invoice, "22423", "CAKESTAND", 2, new DateTime(2024, 5, (int)customer, 12, 0, 0), new Money(127500), CustomerId.FromNumber(customer), "United Kingdom");

    // What a program with another layout would have left: the number stands first and says so.
    private static async Task RaiseFormatAsync(string database, string key)
    {
        await using ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        Serializer serializer = services.GetRequiredService<Serializer>();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(database);
        await using NpgsqlCommand read = source.CreateCommand("SELECT payload FROM orleans_storage WHERE grain_type = 'customer' AND key_text = $1");
        read.Parameters.Add(new NpgsqlParameter { Value = key });
        CustomerCheckpoint checkpoint = serializer.Deserialize<CustomerCheckpoint>((byte[])(await read.ExecuteScalarAsync())!)!;
        Assert.Equal(CustomerCheckpoint.NewestFormat, checkpoint.Format);
        checkpoint.Format = NewerFormat;
        await using NpgsqlCommand write = source.CreateCommand("UPDATE orleans_storage SET payload = $1 WHERE grain_type = 'customer' AND key_text = $2");
        write.Parameters.Add(new NpgsqlParameter { Value = serializer.SerializeToArray(checkpoint) });
        write.Parameters.Add(new NpgsqlParameter { Value = key });
        Assert.Equal(1, await write.ExecuteNonQueryAsync());
    }
}
