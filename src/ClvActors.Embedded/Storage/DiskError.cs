namespace ClvActors.Embedded.Storage;

/// <summary>Tells the operating systems' errors apart.</summary>
internal static class DiskError
{
    // On Unix .NET puts errno into HResult; on Windows it is HRESULT_FROM_WIN32.
    private const int NoSpace = 28;
    private const int QuotaLinux = 122;
    private const int QuotaApple = 69;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether a write failed because disk or quota is full.</summary>
    public static bool IsFull(IOException error) =>
        OperatingSystem.IsWindows()
            ? error.HResult is WindowsHandleDiskFull or WindowsDiskFull
            : error.HResult == NoSpace || error.HResult == (OperatingSystem.IsLinux() ? QuotaLinux : QuotaApple);
}
