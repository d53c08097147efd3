using System.Diagnostics;

namespace ClvActors.Operations.Tests;

/// <summary>Prometheus and its tool on this machine, and what starting programs takes.</summary>
internal static class Programs
{
    /// <summary>The reason printed for a skipped test.</summary>
    public const string WhyMissing = "prometheus and promtool are not installed (Debian: apt-get install --no-install-recommends prometheus)";

    private static readonly TimeSpan ToolLimit = TimeSpan.FromMinutes(2);

    public static string? Prometheus { get; } = Find("prometheus");

    public static string? Promtool { get; } = Find("promtool");

    public static bool ArePresent => Prometheus is not null && Promtool is not null;

    /// <summary>Runs promtool to its end.</summary>
    public static async Task<(int ExitCode, string Output)> PromtoolAsync(string input, params string[] arguments)
    {
        ProcessStartInfo start = new(Promtool!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(ToolLimit, TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
