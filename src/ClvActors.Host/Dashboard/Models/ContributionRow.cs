using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.Host.Dashboard.Models;

/// <summary>One input's mean absolute contribution, over all customers and in each lifecycle stage.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="All">Over all customers.</param>
/// <param name="Stages">By stage, New first.</param>
internal sealed record ContributionRow(string Input, double All, IReadOnlyList<double> Stages)
{
    /// <summary>New customers.</summary>
    public double New => Stages[0];

    /// <summary>Growing ones.</summary>
    public double Growing => Stages[1];

    /// <summary>Established ones.</summary>
    public double Established => Stages[2];

    /// <summary>Loyal ones.</summary>
    public double Loyal => Stages[3];

    /// <summary>All inputs that contribute, the weightiest first.</summary>
    public static IReadOnlyList<ContributionRow> Of(BaselineContributions contributions) =>
    [
        .. Enumerable.Range(0, contributions.Inputs.Count)
            .Select(input => new ContributionRow(
                contributions.Inputs[input], contributions.All.MeanAbsolute[input], [.. contributions.Stages.Select(stage => stage.MeanAbsolute[input])]))
            .Where(row => row.All > 0)
            .OrderByDescending(row => row.All),
    ];
}
