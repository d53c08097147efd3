#if ORLEANS
using ClvActors.Host.Telemetry;
using ClvActors.TestData;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClvActors.Host.Tests.Telemetry;

public sealed class OrleansMetricsTests
{
    [Fact]
    public async Task Collect_ARunningSilo_SatisfiesThePrometheusLinter()
    {
        using HostTelemetry collector = HostTelemetry.Start(new HostOptions());
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo.UseLocalhostClustering(LoopbackPorts.Take(), gatewayPort: 0));
        using IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        IManagementGrain management = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);

        Assert.Single(await management.GetHosts(onlyActive: true));
        string text = PrometheusText.Write(collector.Collect());
        await host.StopAsync(TestContext.Current.CancellationToken);

        Dictionary<string, string> types = MetricsTests.Lint(text);
        Assert.Equal("gauge", types["orleans_catalog_activations"]);
        Assert.Equal("counter", types["orleans_app_requests_latency_sum_total"]);
        Assert.Equal("gauge", types["orleans_runtime_available_memory_bytes"]);
        Assert.Equal("histogram", types["orleans_catalog_activation_latency_seconds"]);
        if (Environment.GetEnvironmentVariable("CLV_KEEP_METRICS") is { } path)
        {
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }
    }
}
#endif
