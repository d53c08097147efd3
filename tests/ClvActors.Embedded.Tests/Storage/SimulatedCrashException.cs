namespace ClvActors.Embedded.Tests.Storage;

/// <summary>The simulated machine has lost power; nothing of its process runs on.</summary>
public sealed class SimulatedCrashException() : Exception("The simulated machine has crashed.");
