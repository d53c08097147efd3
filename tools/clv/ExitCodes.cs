namespace ClvActors.CommandLine;

/// <summary>What the process returns; documented for users in <c>tools/clv/README.md</c>.</summary>
public static class ExitCodes
{
    /// <summary>The verb did what it was asked.</summary>
    public const int Success = 0;

    /// <summary>Something happened that should not: a defect of this program.</summary>
    public const int Unexpected = 1;

    /// <summary>The arguments are wrong.</summary>
    public const int WrongArguments = 2;

    /// <summary>A file, folder or model cannot be read or written, or does not hold what it should.</summary>
    public const int WrongInput = 3;

    /// <summary><c>clv promote</c> did its work and the champion stays: the candidate is not better beyond noise.</summary>
    public const int NotPromoted = 4;

    /// <summary>Ended by Ctrl+C or SIGTERM, as shells report it (128 + 2).</summary>
    public const int Cancelled = 130;
}
