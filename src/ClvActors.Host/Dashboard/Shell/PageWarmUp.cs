using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ClvActors.Host.Dashboard.Shell;

/// <summary>Asks the server once for each of its own pages after the start, so that nobody waits for their code to be compiled.</summary>
/// <remarks>
/// One page after another over the loopback interface, in the background, for <see cref="Longest"/> at most; what fails is left out, because the first visitor would see the same. Without an address over plain HTTP it does nothing.
/// What it saves is measured in docs/dashboard.md. Only the program starts it: servers in tests have better things to do.
/// </remarks>
internal static class PageWarmUp
{
    /// <summary>The longest time it takes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Begins once the server listens.</summary>
    public static void Register(WebApplication application) =>
        application.Lifetime.ApplicationStarted.Register(() => _ = Task.Run(() => RunAsync(application)));

    /// <summary>The address to ask, on this machine.</summary>
    /// <param name="addresses">What the server listens on.</param>
    /// <returns>Null when none of them speaks plain HTTP on a port.</returns>
    public static Uri? Own(IEnumerable<string> addresses)
    {
        foreach (string address in addresses)
        {
            BindingAddress bound = BindingAddress.Parse(address);
            if (bound.Scheme == Uri.UriSchemeHttp && !bound.IsUnixPipe && bound.Port > 0)
            {
                // Any address of the machine includes the loopback interface.
                string host = bound.Host is "*" or "+" or "0.0.0.0" ? "127.0.0.1" : bound.Host == "[::]" ? "[::1]" : bound.Host;
                return new Uri($"http://{host}:{bound.Port}/");
            }
        }

        return null;
    }

    private static async Task RunAsync(WebApplication application)
    {
        if (Own(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []) is not { } own)
        {
            return;
        }

        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(application.Lifetime.ApplicationStopping);
        end.CancelAfter(Longest);
        using HttpClient client = new() { BaseAddress = own };

        // No trace of its own: nobody asked.
        Activity.Current = null;
        foreach (NavigationEntry entry in NavigationEntry.All)
        {
            try
            {
                using HttpResponseMessage page = await client.GetAsync(entry.Path, end.Token);
            }
            catch (HttpRequestException)
            {
                // A proxy's address, a limit on connections: the page stays cold.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
