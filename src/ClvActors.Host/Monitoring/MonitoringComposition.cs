namespace ClvActors.Host.Monitoring;

/// <summary>Puts monitoring into the server.</summary>
internal static class MonitoringComposition
{
    /// <summary>Adds the monitor, which begins with the server.</summary>
    public static IServiceCollection AddMonitoring(this IServiceCollection services) =>
        services.AddSingleton(new MonitoringSettings()).AddSingleton<RetrainCommand>()
            .AddSingleton<Monitor>().AddHostedService(provider => provider.GetRequiredService<Monitor>());
}
