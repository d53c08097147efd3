using System.CommandLine;
using ClvActors.CommandLine.Terminals;

namespace ClvActors.CommandLine.Commands;

/// <summary>A verb with its examples and what it does.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, in a sentence or two.</param>
/// <param name="examples">Whole command lines for the help page, beginning with <c>clv</c>.</param>
internal sealed class VerbCommand(string name, string description, params string[] examples) : Command(name, description)
{
    private Func<ParseResult, Terminal, CancellationToken, Task> _run = (_, _, _) => Task.CompletedTask;

    /// <summary>Whole command lines for the help page.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Sets what the verb does; failures are exceptions that <see cref="ClvApplication"/> knows.</summary>
    public VerbCommand Does(Func<ParseResult, Terminal, CancellationToken, Task> run)
    {
        _run = run;
        return this;
    }

    /// <inheritdoc cref="Does(Func{ParseResult, Terminal, CancellationToken, Task})"/>
    public VerbCommand Does(Action<ParseResult, Terminal, CancellationToken> run) =>
        Does((values, terminal, cancellation) =>
        {
            run(values, terminal, cancellation);
            return Task.CompletedTask;
        });

    /// <summary>Runs the verb.</summary>
    public Task RunAsync(ParseResult values, Terminal terminal, CancellationToken cancellation) => _run(values, terminal, cancellation);
}
