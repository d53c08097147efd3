using System.Text.Json;

namespace ClvActors.Orleans.Tests.Processes;

/// <summary>The one shape of every refusal.</summary>
internal static class ErrorShape
{
    private const int LongestMessage = 500;
    private static readonly string[] Codes = ["unavailable", "no_answer", "stopping"];

    /// <summary>Checks a body of 503: a code and one clear line without a stack.</summary>
    public static void Assert(string body)
    {
        using JsonDocument answer = JsonDocument.Parse(body);
        string code = answer.RootElement.GetProperty("error").GetString()!;
        string message = answer.RootElement.GetProperty("message").GetString()!;
        Xunit.Assert.Contains(code, Codes);
        Xunit.Assert.InRange(message.Length, 1, LongestMessage);
        Xunit.Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
        Xunit.Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
        Xunit.Assert.DoesNotContain("Exc level", message, StringComparison.Ordinal);
        Xunit.Assert.DoesNotContain("Password", message, StringComparison.OrdinalIgnoreCase);
    }
}
