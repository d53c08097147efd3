using System.CommandLine;
using ClvActors.CommandLine.Terminals;

namespace ClvActors.CommandLine.Commands;

/// <summary>A verb with its examples and what it does.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, in a sentence or two.</param>
/// <param name="examples">Whole command lines for the help page, beginning with <c>clv</c>.</param>
internal sealed class VerbCommand(string name, string description, params string[] examples) : Command(name, description)
{
    private Func<ParseResult, Terminal, CancellationToken, Task<int>> _run = (_, _, _) => Task.FromResult(ExitCodes.Success);

    /// <summary>Whole command lines for the help page.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Sets what the verb does; failures are exceptions that <see cref="ClvApplication"/> knows.</summary>
    public VerbCommand Does(Func<ParseResult, Terminal, CancellationToken, Task> run)
    {
        _run = async (values, terminal, cancellation) =>
        {
            await run(values, terminal, cancellation);
            return ExitCodes.Success;
        };
        return this;
    }

    /// <inheritdoc cref="Does(Func{ParseResult, Terminal, CancellationToken, Task})"/>
    public VerbCommand Does(Action<ParseResult, Terminal, CancellationToken> run) =>
        Does((values, terminal, cancellation) =>
        {
            run(values, terminal, cancellation);
            return Task.CompletedTask;
        });

    /// <summary>Sets what a verb does that has more than one way to end well.</summary>
    /// <param name="run">Gives one of <see cref="ExitCodes"/>.</param>
    public VerbCommand Does(Func<ParseResult, Terminal, CancellationToken, int> run)
    {
        _run = (values, terminal, cancellation) => Task.FromResult(run(values, terminal, cancellation));
        return this;
    }

    /// <summary>Runs the verb.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public Task<int> RunAsync(ParseResult values, Terminal terminal, CancellationToken cancellation) => _run(values, terminal, cancellation);
}
