using ClvActors.Domain.Customers;

namespace ClvActors.Learning.Monitoring.Baselines;

/// <summary>Mean absolute contributions of one lifecycle stage.</summary>
/// <param name="Stage">The stage by its name, such as <c>Loyal</c>; empty for all customers.</param>
/// <param name="Customers">Customers behind the means.</param>
/// <param name="MeanAbsolute">One per input, in units of the raw score; 0 without customers.</param>
/// <remarks>Nobody writes to the array. Immutable; any number of threads may read.</remarks>
public sealed record StageContributions(string Stage, int Customers, double[] MeanAbsolute)
{
    /// <summary>The stages' names, from new to loyal.</summary>
    public static IReadOnlyList<string> StageNames { get; } = Enum.GetNames<LifecycleStage>();
}
