using ClvActors.Domain.Service;

namespace ClvActors.Host.Telemetry;

/// <summary>How a call of the service ended, in one word of a closed list: a label must never carry what a message says.</summary>
internal static class CallOutcome
{
    /// <summary>It was answered.</summary>
    public const string Ok = "ok";

    /// <summary>The word for a failure.</summary>
    public static string Of(Exception failure) => failure switch
    {
        ServiceUnavailableException { IsStorageFull: true } => "storage_full",
        ServiceUnavailableException => "unavailable",
        TimeoutException => "timeout",
        OperationCanceledException => "cancelled",
        ObjectDisposedException => "stopping",
        ArgumentException or InvalidDataException or InvalidOperationException => "invalid",
        _ => "error",
    };
}
