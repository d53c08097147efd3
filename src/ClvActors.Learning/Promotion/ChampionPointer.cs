namespace ClvActors.Learning.Promotion;

/// <summary>Which bundle of a models folder serves, and which did before: the content of <c>champion.json</c>.</summary>
/// <remarks>
/// Former champions are a stack: a promotion puts the champion on it, a roll-back takes one off, so that rolling back twice goes back two promotions.
/// Immutable; any number of threads may read.
/// </remarks>
public sealed record ChampionPointer
{
    /// <summary>The version that this build writes, and the newest it reads.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>Version of the file's format, from 1.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>The bundle that serves.</summary>
    public required ChampionRecord Champion { get; init; }

    /// <summary>Champions that were replaced, newest first.</summary>
    public required IReadOnlyList<ChampionRecord> Former { get; init; }

    /// <summary>Champions that were rolled back, newest first.</summary>
    public required IReadOnlyList<WithdrawnChampion> Withdrawn { get; init; }

    /// <summary>A pointer to the first champion.</summary>
    public static ChampionPointer First(ChampionRecord champion) => new()
    {
        FormatVersion = CurrentFormatVersion,
        Champion = champion,
        Former = [],
        Withdrawn = [],
    };

    /// <summary>Makes another bundle the champion.</summary>
    /// <param name="challenger">The new champion.</param>
    public ChampionPointer Promote(ChampionRecord challenger) =>
        this with { FormatVersion = CurrentFormatVersion, Champion = challenger, Former = [Champion, .. Former] };

    /// <summary>Goes back to the champion before.</summary>
    /// <param name="at">The time of now.</param>
    /// <param name="command">The command that asked for it.</param>
    /// <exception cref="InvalidOperationException">There is no former champion.</exception>
    public ChampionPointer RollBack(DateTimeOffset at, string command) =>
        Former.Count == 0
            ? throw new InvalidOperationException($"{Champion.Bundle} is the first champion, there is none before it to go back to")
            : this with
            {
                FormatVersion = CurrentFormatVersion,
                Champion = Former[0],
                Former = [.. Former.Skip(1)],
                Withdrawn = [new WithdrawnChampion(Champion, at, command), .. Withdrawn],
            };
}
