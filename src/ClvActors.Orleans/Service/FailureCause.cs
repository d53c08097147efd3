using ClvActors.Domain.Service;
using ClvActors.Orleans.Storage.Postgres;
using Npgsql;

namespace ClvActors.Orleans.Service;

/// <summary>What a failed call to the cluster comes down to, for the one line that a client is told.</summary>
/// <remarks>Orleans wraps a storage error in a message of its own with every frame of the stack, which belongs into the log and not into an answer. Safe on any thread.</remarks>
internal static class FailureCause
{
    private const int LongestText = 200;

    /// <summary>The root cause in one line, without a full stop.</summary>
    public static string Describe(Exception failure)
    {
        for (Exception? one = failure; one is not null; one = one.InnerException)
        {
            switch (one)
            {
                // Written for clients already.
                case ServiceUnavailableException unavailable:
                    return FirstLine(unavailable.Message).TrimEnd('.');
                case TimeoutException:
                    return "no answer in time";
                case NpgsqlException or System.Net.Sockets.SocketException:
                    return FirstLine($"the database failed: {PostgresFailure.Describe(one)}");
                default:
                    failure = one;
                    break;
            }
        }

        return FirstLine(failure.Message).TrimEnd('.');
    }

    private static string FirstLine(string text)
    {
        string line = text.AsSpan().Trim().ToString().Split('\n', '\r')[0].Trim();
        return line.Length <= LongestText ? line : $"{line[..LongestText]}...";
    }
}
