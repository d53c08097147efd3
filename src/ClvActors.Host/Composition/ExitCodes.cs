namespace ClvActors.Host.Composition;

/// <summary>Exit codes of the server.</summary>
public static class ExitCodes
{
    /// <summary>Stopped on request, everything drained.</summary>
    public const int Ok = 0;

    /// <summary>The arguments are wrong.</summary>
    public const int WrongArguments = 2;

    /// <summary>The data directory, the model, the database or the cluster cannot be used.</summary>
    public const int Unusable = 3;

    /// <summary>An address to listen on is in use or not ours.</summary>
    public const int AddressInUse = 4;

    /// <summary>The log or the silo failed while the server ran; what was acknowledged is safe, a restart recovers it.</summary>
    public const int LogFailed = 5;
}
