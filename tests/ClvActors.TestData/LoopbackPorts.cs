using System.Net;
using System.Net.Sockets;

namespace ClvActors.TestData;

/// <summary>Ports of the loopback interface for programs that must be told theirs, or take the same one again after a restart.</summary>
/// <remarks>
/// They lie below the range from which systems serve port 0 and outgoing connections (Linux from 32768, net.ipv4.ip_local_port_range; others from 49152). A port of that range that was only found free may
/// go to anybody before it is used, or while its server is away; a client that keeps trying to reach it can even be given it as its own, connect to itself and so keep the server out.
/// Every process begins elsewhere and hands out no port twice. Safe on any thread.
/// </remarks>
public static class LoopbackPorts
{
    private const int First = 15_000;
    private const int Count = 15_000;

    // Processes that run side by side mostly have neighbouring numbers; a prime keeps them apart.
    private const int Stride = 4_099;

    private static uint _taken = (uint)Environment.ProcessId * Stride;

    /// <summary>A port that nobody listens on and that this process has not handed out before.</summary>
    /// <exception cref="InvalidOperationException">All of them are in use.</exception>
    public static int Take()
    {
        for (int tries = 0; tries < Count; tries++)
        {
            int port = First + (int)(Interlocked.Increment(ref _taken) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"All ports from {First} to {First + Count - 1} are in use.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
