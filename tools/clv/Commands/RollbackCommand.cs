using System.CommandLine;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Promotion;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv rollback</c>: goes back to the champion before.</summary>
internal sealed class RollbackCommand
{
    private readonly Option<string> _models = CommonOptions.Models();

    public static VerbCommand Create()
    {
        RollbackCommand rollback = new();
        VerbCommand command = new(
            "rollback",
            "Makes the champion before the present one the champion again; as often as there are former ones.",
            "clv rollback --models models")
        {
            rollback._models,
        };
        return command.Does(rollback.Run);
    }

    private void Run(ParseResult values, Terminal terminal, CancellationToken cancellation)
    {
        string models = values.GetRequiredValue(_models);
        ChampionPointer pointer = ChampionFile.Find(models) ?? throw new WrongInputException($"{ChampionFile.PathIn(models)}: no such file, there is no champion");
        if (pointer.Former.Count == 0)
        {
            throw new WrongInputException($"{ChampionFile.PathIn(models)}: {pointer.Champion.Bundle} is the first champion, there is none before it to go back to");
        }

        _ = ChampionFile.Open(models, pointer.Former[0]);
        cancellation.ThrowIfCancellationRequested();
        ChampionPointer back = pointer.RollBack(terminal.Time.GetUtcNow(), TypedCommand.Of(values));
        ChampionFile.Replace(models, pointer, back);
        terminal.Line($"rolled back: {back.Champion.Bundle} serves again, {pointer.Champion.Bundle} is withdrawn; {back.Former.Count} former {(back.Former.Count == 1 ? "champion" : "champions")} left");
    }
}
