using ClvActors.Domain.Customers;

namespace ClvActors.Learning.Monitoring.Baselines;

/// <summary>Adds contributions up, by lifecycle stage.</summary>
/// <param name="inputs">Names of the inputs.</param>
/// <remarks>Not thread-safe.</remarks>
public sealed class ContributionMeans(IReadOnlyList<string> inputs)
{
    private readonly double[][] _sums = [.. StageContributions.StageNames.Select(_ => new double[inputs.Count])];
    private readonly int[] _customers = new int[StageContributions.StageNames.Count];

    /// <summary>Adds a customer.</summary>
    /// <param name="stage">The customer's stage.</param>
    /// <param name="contributions">One per input; a base that follows is passed over.</param>
    public void Add(LifecycleStage stage, ReadOnlySpan<double> contributions)
    {
        double[] sums = _sums[(int)stage];
        for (int input = 0; input < sums.Length; input++)
        {
            sums[input] += Math.Abs(contributions[input]);
        }

        _customers[(int)stage]++;
    }

    /// <summary>The means so far.</summary>
    public BaselineContributions ToContributions()
    {
        int all = _customers.Sum();
        double[] together = [.. Enumerable.Range(0, inputs.Count).Select(input => all == 0 ? 0 : _sums.Sum(sums => sums[input]) / all)];
        return new BaselineContributions(
            inputs,
            new StageContributions("", all, together),
            [
                .. StageContributions.StageNames.Select((name, stage) => new StageContributions(
                    name, _customers[stage], [.. _sums[stage].Select(sum => _customers[stage] == 0 ? 0 : sum / _customers[stage])])),
            ]);
    }
}
