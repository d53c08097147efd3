using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using ClvActors.Benchmarks;

// dotnet run -c Release --project bench/ClvActors.Benchmarks -- --filter '*'      (--list flat shows the names)
// dotnet run -c Release --project bench/ClvActors.Benchmarks -- telemetry|telemetry-control [ROUNDS] [LINES PER BATCH]
if (args is ["telemetry" or "telemetry-control", .. string[] numbers])
{
    TelemetryOverhead.Run(numbers.Length > 0 ? int.Parse(numbers[0]) : 9, numbers.Length > 1 ? int.Parse(numbers[1]) : 1_000, isControl: args[0] == "telemetry-control");
    return;
}

if (args is [TelemetryReceiver.Command])
{
    await TelemetryReceiver.RunAsync();
    return;
}

if (args is [TelemetryWorker.Command, string lines])
{
    await TelemetryWorker.RunAsync(int.Parse(lines));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(TelemetryOverhead).Assembly).Run(args, DefaultConfig.Instance);
