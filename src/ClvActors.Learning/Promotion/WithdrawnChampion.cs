namespace ClvActors.Learning.Promotion;

/// <summary>A champion that was rolled back.</summary>
/// <param name="Champion">How it had come to serve.</param>
/// <param name="WithdrawnAt">When it was rolled back.</param>
/// <param name="Command">The command that did, as it was typed.</param>
public sealed record WithdrawnChampion(ChampionRecord Champion, DateTimeOffset WithdrawnAt, string Command);
