using System.Runtime.InteropServices;
using System.Text;

namespace ClvActors.Embedded.Storage;

/// <summary>Makes the names in a directory durable.</summary>
/// <remarks>
/// .NET opens no directories, so POSIX <c>open</c>, <c>fsync</c>, <c>close</c> are called. Windows has no such call and needs none for NTFS, which journals names.
/// </remarks>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Syncs a directory.</summary>
    /// <exception cref="StorageSyncException">The names may not be durable.</exception>
    public static void Sync(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(Encoding.UTF8.GetBytes(directory + "\0"), ReadOnly);
        if (descriptor < 0)
        {
            throw new StorageSyncException(directory, LastError());
        }

        try
        {
            if (Synchronise(descriptor) != 0)
            {
                throw new StorageSyncException(directory, LastError());
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException LastError()
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException(Marshal.GetPInvokeErrorMessage(error), error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronise(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
