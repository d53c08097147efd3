using ClvActors.Host.Composition;
using ClvActors.Host.Dashboard.Shell;
using ClvActors.Host.Telemetry;
using Microsoft.AspNetCore.Connections;

if (new HostCommandLine().Parse(args, Console.Out, Console.Error, out int exitCode) is not { } options)
{
    return exitCode;
}

if (options.Cluster is not null && !ServiceComposition.HasClusterHost)
{
    return Refuse(ServiceComposition.NoClusterHost, ExitCodes.WrongArguments);
}

try
{
    using DataFolder? folder = DataFolder.Prepare(options);
    options = options with { DataDirectory = folder?.FullPath };
    using ILoggerFactory logs = LoggerFactory.Create(logging => HostApplication.ConfigureLogging(logging, options));

    using HostTelemetry telemetry = HostTelemetry.Start(options);

    await using StartingServer? starting = await StartingServer.StartAsync(options, telemetry);

    // Disposed in reverse: the web server has stopped and answered everyone before the log is closed or the silo leaves its cluster.
    await using OpenedService opened = await ServiceComposition.OpenAsync(options, TimeProvider.System, logs);
    await using WebApplication application = HostApplication.Build(options, opened.Service, TimeProvider.System, logging: null, telemetry);
    opened.MapMore(application);
    FaultWatch watch = application.Services.GetRequiredService<FaultWatch>();
    if (starting is not null)
    {
        await starting.DisposeAsync();
    }

    PageWarmUp.Register(application);
    await application.RunAsync();
    return watch.HasSeenFault ? ExitCodes.LogFailed : ExitCodes.Ok;
}
catch (StartRefusedException refused)
{
    return Refuse(refused.Message, ExitCodes.Unusable);
}
catch (IOException failure) when (failure.InnerException is AddressInUseException)
{
    return Refuse(failure.Message, ExitCodes.AddressInUse);
}
catch (System.Net.Sockets.SocketException failure)
{
    return Refuse($"cannot listen on {options.Urls}: {failure.Message}", ExitCodes.AddressInUse);
}
catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException)
{
    return Refuse(failure.Message, ExitCodes.Unusable);
}

static int Refuse(string message, int exitCode)
{
    Console.Error.WriteLine($"clv-host: {message.ReplaceLineEndings(" ")}");
    return exitCode;
}
