using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Postgres;
using Npgsql;

namespace ClvActors.Orleans.Tests.Storage.Postgres;

public sealed class PostgresDatabaseTests
{
    [Theory]
    [InlineData("Host=db;Database=clv", 16, 8)]
    [InlineData("Host=db;Database=clv;Maximum Pool Size=31", 31, 31)]
    [InlineData("Host=db;Database=clv;MaxPoolSize=5", 5, 5)]
    [InlineData("Host=db;Database=clv;MaxPoolSize=100", 100, 100)]
    public async Task Open_AnyConnection_BoundsBothPoolsUnlessTheOperatorDid(string connection, int store, int providers)
    {
        await using NpgsqlDataSource database = PostgresDatabase.Open(connection);

        Assert.Equal(store, new NpgsqlConnectionStringBuilder(database.ConnectionString).MaxPoolSize);
        Assert.Equal(providers, new NpgsqlConnectionStringBuilder(PostgresDatabase.ForProviders(connection)).MaxPoolSize);
    }

    [Fact]
    public void ForProviders_Password_KeepsIt() =>
        Assert.Equal("a;b", new NpgsqlConnectionStringBuilder(PostgresDatabase.ForProviders("Host=db;Database=clv;Password='a;b'")).Password);

    [Fact]
    public void ForProviders_Nonsense_IsRefused() =>
        Assert.Throws<ClusterRefusedException>(() => PostgresDatabase.ForProviders("Host=db;Port=many"));
}
