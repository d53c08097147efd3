namespace ClvActors.ClusterBenchmarks.Plan.Simulation;

/// <summary>What is simulated.</summary>
/// <param name="Silos">Silos before the loss.</param>
/// <param name="Databases">Database instances, each with a part of the customers.</param>
/// <param name="FanIn">Partitions of a root in between; 0 for one root in the grain that numbers batches, as today.</param>
/// <param name="ReloadsAll">Whether every partition reads its entries again after a loss, as today, or only the lost ones.</param>
/// <param name="AsksRanks">Whether a lookup asks every partition for its rank, as today with many different values.</param>
internal sealed record Scenario(int Silos, int Databases, int FanIn, bool ReloadsAll, bool AsksRanks);
