using System.CommandLine;

namespace ClvActors.CommandLine.Commands;

/// <summary>A command line as it was typed, for records.</summary>
internal static class TypedCommand
{
    /// <summary>The words behind <c>clv</c>, those with spaces in double quotes.</summary>
    public static string Of(ParseResult values) =>
        string.Join(' ', values.Tokens.Select(token => token.Value).Prepend("clv").Select(word => word.Length == 0 || word.Contains(' ') ? $"\"{word}\"" : word));
}
