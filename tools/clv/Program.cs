using System.Runtime.InteropServices;
using ClvActors.CommandLine;
using ClvActors.CommandLine.Terminals;

// Both signals end the work at its next check, so that a file that was begun is removed and the exit code tells what happened.
using CancellationTokenSource cancellation = new();
using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

bool isInteractive = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
return await ClvApplication.RunAsync(args, new Terminal(Console.Out, Console.Error, isInteractive), cancellation.Token);

void Cancel(PosixSignalContext context)
{
    context.Cancel = true;
    cancellation.Cancel();
}
