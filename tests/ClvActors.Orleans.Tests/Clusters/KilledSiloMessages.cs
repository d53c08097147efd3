using System.Runtime.ExceptionServices;
using ClvActors.Orleans.Tests.Clusters;

[assembly: AssemblyFixture(typeof(KilledSiloMessages))]

namespace ClvActors.Orleans.Tests.Clusters;

/// <summary>Keeps a message that reaches a silo after it was killed from ending the test process.</summary>
/// <remarks>
/// TestingHost disposes of a killed silo's services while its connections may still hand over a message; Orleans 10 then looks a service up on a pool thread
/// (<c>MessageCenter.ProcessRequestToInvalidActivation</c>) and nobody catches the <see cref="ObjectDisposedException"/>. Seen once on a busy machine in a few hundred
/// runs. A real silo's process would be gone. Anything else that is unhandled still ends the run.
/// </remarks>
public sealed class KilledSiloMessages
{
    public KilledSiloMessages() => ExceptionHandling.SetUnhandledExceptionHandler(IsLate);

    private static bool IsLate(Exception exception) =>
        exception is ObjectDisposedException && exception.StackTrace?.Contains("SiloConnection.OnReceivedMessage", StringComparison.Ordinal) == true;
}
