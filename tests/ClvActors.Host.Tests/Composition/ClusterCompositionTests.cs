#if ORLEANS
using System.Net;
using System.Net.Sockets;
using ClvActors.Domain.Population;
using ClvActors.Host.Composition;
using ClvActors.Orleans.Silos;
using ClvActors.TestData;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClvActors.Host.Tests.Composition;

public sealed class ClusterCompositionTests
{
    [Fact]
    public async Task OptionsOf_Everything_IsHandedOn()
    {
        Assert.True(PostgresConnection.TryParse("Host=db;Password=x", out PostgresConnection connection));
        HostOptions options = new()
        {
            Clock = ClockKind.Wall,
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London"),
            Cluster = new ClusterSettings { Postgres = connection, ClusterId = "shop", SiloPort = 5, Advertise = "10.1.2.3", Partitions = 7 },
        };

        ClusterOptions cluster = await ClusterComposition.OptionsOfAsync(options);

        Assert.Equal(
            new ClusterOptions
            {
                Postgres = "Host=db;Password=x",
                ClusterId = "shop",
                SiloPort = 5,
                Address = IPAddress.Parse("10.1.2.3"),
                Partitions = 7,
                Clock = AsOfClock.Wall,
                TimeZone = options.TimeZone,
            },
            cluster);
    }

    [Fact]
    public async Task OptionsOf_AName_IsLookedUp() =>
        Assert.Equal(IPAddress.Loopback, (await ClusterComposition.OptionsOfAsync(new HostOptions { Cluster = new ClusterSettings { Advertise = "localhost" } })).Address);

    [Fact]
    public async Task OptionsOf_AnUnknownName_IsRefused()
    {
        HostOptions options = new() { Cluster = new ClusterSettings { Advertise = "no-such-machine.invalid" } };

        StartRefusedException refused = await Assert.ThrowsAsync<StartRefusedException>(() => ClusterComposition.OptionsOfAsync(options));

        Assert.Contains("no-such-machine.invalid", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WithoutAModel_IsRefused()
    {
        HostOptions options = new() { ModelsDirectory = Path.GetTempPath(), ModelId = "no-such-bundle", Cluster = new ClusterSettings() };

        StartRefusedException refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => ClusterComposition.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance));

        Assert.Contains("no-such-bundle", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_APortInUse_IsRefusedBeforeTheRunningSiloIsHarmed()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        HostOptions options = new() { Cluster = new ClusterSettings { SiloPort = port } };

        IOException refused = await Assert.ThrowsAsync<IOException>(() => ClusterComposition.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance));

        Assert.IsType<AddressInUseException>(refused.InnerException);
        Assert.Contains($"the silo port {port}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ADatabaseThatIsNotThere_IsRefusedWithoutThePassword()
    {
        // Port 9 of the loopback refuses at once.
        Assert.True(PostgresConnection.TryParse("Host=127.0.0.1;Port=9;Database=clv;Username=app;Password=garfield;Timeout=2", out PostgresConnection connection));
        HostOptions options = new() { Cluster = new ClusterSettings { Postgres = connection, SiloPort = LoopbackPorts.Take() } };

        StartRefusedException refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => ClusterComposition.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance));

        Assert.IsType<ClusterRefusedException>(refused.InnerException);
        Assert.DoesNotContain("garfield", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }
}
#endif
