using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ClvActors.CommandLine.Commands;

/// <summary>The help page, and below it the verb's examples.</summary>
internal sealed class HelpWithExamples(HelpAction page) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = page.Invoke(parseResult);
        if (parseResult.CommandResult.Command is VerbCommand verb)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in verb.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return code;
    }
}
