namespace ClvActors.Host.Api.Answers;

/// <summary>Something that can be replayed.</summary>
/// <param name="Id">What requests call it.</param>
/// <param name="Name">What people read.</param>
internal sealed record ReplaySourceAnswer(string Id, string Name);
