using System.Diagnostics;

namespace ClvActors.Host.Tests.Monitoring;

/// <summary>Makes an executable script.</summary>
internal static class ShellScript
{
    /// <summary>Writes it by a process of its own.</summary>
    /// <remarks>
    /// Linux refuses to run a file that anybody holds open for writing (ETXTBSY), and a process that another test starts at that moment inherits this one's open files until it has become its own program.
    /// </remarks>
    /// <param name="path">Where; its folder exists.</param>
    /// <param name="text">The script.</param>
    public static async Task WriteAsync(string path, string text)
    {
        using Process writer = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "cat > \"$0\" && chmod 700 \"$0\"", path]) { RedirectStandardInput = true })!;
        await writer.StandardInput.WriteAsync(text);
        writer.StandardInput.Close();
        await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, writer.ExitCode);
    }
}
