using System.ComponentModel;
using System.Diagnostics;
using ClvActors.Learning.Monitoring;

namespace ClvActors.Host.Monitoring;

/// <summary>Starts the command that retrains, such as <c>ops/retrain/retrain.sh</c>, when live accuracy has dropped.</summary>
/// <remarks>
/// The command gets no arguments; what it is about stands in the environment: <c>CLV_ALERT</c>, <c>CLV_ALERT_HORIZON</c>, <c>CLV_ALERT_BUNDLE</c>, <c>CLV_ALERT_AS_OF</c>, <c>CLV_ALERT_TEXT</c>, and
/// <c>CLV_MODELS</c> where the server's own environment does not have it. Its output goes to the log line by line. It ends with the server. Not thread-safe.
/// </remarks>
internal sealed partial class RetrainCommand(HostOptions options, TimeProvider time, ILogger<RetrainCommand> log)
{
    private const int NotPromoted = 4;

    private Task<RetrainRun>? _running;

    /// <summary>Whether there is a command.</summary>
    public bool IsConfigured => options.RetrainCommand is not null;

    /// <summary>Ends with the run that is under way.</summary>
    public Task Ended => _running ?? Task.CompletedTask;

    /// <summary>Takes the end of a run.</summary>
    /// <returns>Null when none has ended since the last call.</returns>
    public RetrainRun? TakeEnded()
    {
        if (_running is not { IsCompleted: true } ended)
        {
            return null;
        }

        _running = null;
        return ended.GetAwaiter().GetResult();
    }

    /// <summary>The alert that is to start it now.</summary>
    /// <param name="alerts">All alerts.</param>
    /// <param name="runs">Runs so far, newest first.</param>
    /// <param name="coolDown">Least time between two starts.</param>
    /// <returns>Null when there is none, each alert starting it once at most.</returns>
    public MonitoringAlert? Due(IReadOnlyList<MonitoringAlert> alerts, IReadOnlyList<RetrainRun> runs, TimeSpan coolDown)
    {
        if (!IsConfigured || _running is not null || (runs.Count > 0 && time.GetUtcNow() - runs[0].StartedAt < coolDown))
        {
            return null;
        }

        return alerts.FirstOrDefault(alert => alert.IsActive && alert.Code == AlertCodes.AccuracyDrop && !runs.Any(run => run.Horizon == alert.Subject && run.StartedAt >= alert.RaisedAt));
    }

    /// <summary>Starts it.</summary>
    /// <param name="alert">The alert behind it.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The run as it begins.</returns>
    public RetrainRun Start(MonitoringAlert alert, DateOnly asOf, CancellationToken cancellation)
    {
        RetrainRun run = new(asOf, time.GetUtcNow(), alert.Subject);
        LogStarted(options.RetrainCommand!, alert.Subject);
        _running = RunAsync(run, alert, cancellation);
        return run;
    }

    private async Task<RetrainRun> RunAsync(RetrainRun run, MonitoringAlert alert, CancellationToken cancellation)
    {
        using Process process = new() { StartInfo = StartInfo(run, alert) };
        process.OutputDataReceived += (_, line) => Tell(line.Data);
        process.ErrorDataReceived += (_, line) => Tell(line.Data);
        try
        {
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await process.WaitForExitAsync(cancellation);
            LogEnded(process.ExitCode, Meaning(process.ExitCode));
            return run with { EndedAt = time.GetUtcNow(), ExitCode = process.ExitCode };
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            return run with { EndedAt = time.GetUtcNow(), Problem = "the server stopped" };
        }
        catch (Exception failed) when (failed is Win32Exception or InvalidOperationException or IOException)
        {
            LogNotStarted(options.RetrainCommand!, failed.Message);
            return run with { EndedAt = time.GetUtcNow(), Problem = failed.Message };
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }

    private ProcessStartInfo StartInfo(RetrainRun run, MonitoringAlert alert)
    {
        ProcessStartInfo start = new(Path.GetFullPath(options.RetrainCommand!))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CLV_ALERT"] = alert.Code;
        start.Environment["CLV_ALERT_HORIZON"] = alert.Subject;
        start.Environment["CLV_ALERT_BUNDLE"] = alert.BundleId;
        start.Environment["CLV_ALERT_AS_OF"] = $"{run.AsOf:yyyy-MM-dd}";
        start.Environment["CLV_ALERT_TEXT"] = alert.Text;
        if (!start.Environment.ContainsKey("CLV_MODELS"))
        {
            start.Environment["CLV_MODELS"] = Path.GetFullPath(options.ModelsDirectory);
        }

        return start;
    }

    private static string Meaning(int exitCode) => exitCode switch
    {
        0 => "promoted",
        NotPromoted => "the champion stays",
        _ => "failed, the champion stays",
    };

    private void Tell(string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            LogLine(line);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Retraining begins, because accuracy over {Horizon} has dropped: {Command}")]
    private partial void LogStarted(string command, string horizon);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Retraining: {Line}")]
    private partial void LogLine(string line);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Retraining has ended with exit code {ExitCode}: {Meaning}")]
    private partial void LogEnded(int exitCode, string meaning);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "Retraining cannot be started, {Command}: {Reason}")]
    private partial void LogNotStarted(string command, string reason);
}
