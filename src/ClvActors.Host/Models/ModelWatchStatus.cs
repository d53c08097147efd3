namespace ClvActors.Host.Models;

/// <summary>What the watch of <c>champion.json</c> has found.</summary>
/// <param name="Champion">Id of the bundle that the file names; null when it cannot be read.</param>
/// <param name="Problem">Why the bundle that it names does not serve; null while all is well.</param>
internal sealed record ModelWatchStatus(string? Champion, string? Problem);
