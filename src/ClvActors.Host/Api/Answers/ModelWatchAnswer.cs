namespace ClvActors.Host.Api.Answers;

/// <summary>How the server follows <c>champion.json</c>.</summary>
/// <param name="Champion">Id of the bundle that the file names; absent when it cannot be read.</param>
/// <param name="Problem">Why that bundle does not serve; absent while all is well.</param>
public sealed record ModelWatchAnswer(string? Champion, string? Problem);
