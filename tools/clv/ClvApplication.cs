using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ClvActors.CommandLine.Commands;
using ClvActors.CommandLine.Terminals;
using ClvActors.Domain.Service;
using ClvActors.Files;
using ClvActors.Learning.Trees;

namespace ClvActors.CommandLine;

/// <summary>The command line as a whole: finds the verb, runs it and turns failures into one line and an exit code.</summary>
public static class ClvApplication
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments, the verb first.</param>
    /// <param name="terminal">Where results, errors and progress go.</param>
    /// <param name="cancellation">Ends the work; nothing half-written stays behind.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        RootCommand root = new("Customer lifetime value from transaction files: generate, compute features, train, tune, evaluate, backtest, promote, predict, fit buy-till-you-die models, replay.");
        foreach (VerbCommand verb in Verbs())
        {
            root.Add(verb);
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        ParseResult parsed = root.Parse(args);
        try
        {
            if (parsed.Action is HelpWithExamples or not (null or ParseErrorAction))
            {
                return await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error }, cancellation);
            }

            if (parsed.Errors.Count > 0)
            {
                throw new WrongArgumentsException(string.Join(" ", parsed.Errors.Select(error => error.Message)));
            }

            return await ((VerbCommand)parsed.CommandResult.Command).RunAsync(parsed, terminal, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Fail("cancelled", ExitCodes.Cancelled);
        }
        catch (WrongArgumentsException wrong)
        {
            string verb = parsed.CommandResult.Command is VerbCommand command ? $" {command.Name}" : "";
            return Fail($"{wrong.Message} See clv{verb} --help.", ExitCodes.WrongArguments);
        }
        catch (Exception wrong) when (wrong is WrongInputException or TransactionFileException or ModelFormatException
            or InvalidDataException or IOException or UnauthorizedAccessException or ServiceUnavailableException)
        {
            return Fail(wrong.Message, ExitCodes.WrongInput);
        }
        catch (Exception defect)
        {
            return Fail($"unexpected failure, please report it: {defect.GetType().Name}: {defect.Message} {defect.StackTrace?.Split('\n')[0].Trim()}", ExitCodes.Unexpected);
        }

        int Fail(string message, int code)
        {
            terminal.Error.WriteLine($"clv: {message.ReplaceLineEndings(" ")}");
            return code;
        }
    }

    /// <summary>The verbs in the order of the help page: one line and one file each.</summary>
    private static IEnumerable<VerbCommand> Verbs() =>
    [
        GenerateCommand.Create(),
        FeaturesCommand.Create(),
        TrainCommand.Create(),
        BaselineCommand.Create(),
        TuneCommand.Create(),
        EvaluateCommand.Create(),
        BacktestCommand.Create(),
        PromoteCommand.Create(),
        RollbackCommand.Create(),
        PredictCommand.Create(),
        BtydCommand.Create(),
        ReplayCommand.Create(),
    ];
}
