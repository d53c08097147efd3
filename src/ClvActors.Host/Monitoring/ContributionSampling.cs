using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.Host.Monitoring;

/// <summary>Finds out why some customers are valued as they are.</summary>
internal static class ContributionSampling
{
    /// <summary>Means of the contributions of some model-scored customers, by the bundle itself.</summary>
    /// <param name="bundle">The bundle, which gives these customers the predictions that they have.</param>
    /// <param name="customers">The customers.</param>
    /// <returns>Null without customers.</returns>
    public static BaselineContributions? Of(IValueModel bundle, IEnumerable<CustomerRecord> customers)
    {
        ContributionMeans means = new(bundle.InputNames);
        double[] inputs = new double[bundle.InputNames.Count];
        double[] contributions = new double[inputs.Length + 1];
        bool hasAny = false;
        foreach (CustomerRecord customer in customers)
        {
            bundle.Explain(customer.Source, customer.Features.Values, inputs, contributions);
            means.Add(customer.Stage, contributions);
            hasAny = true;
        }

        return hasAny ? means.ToContributions() : null;
    }

    /// <summary>The same by asking the service, for a bundle whose files are not at hand.</summary>
    /// <param name="service">The service. It may have to take the population's medians anew, which with a million customers takes seconds.</param>
    /// <param name="bundleId">The bundle that scored them.</param>
    /// <param name="inputs">The model's inputs in the order wanted; null for the order of their names.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Null without customers, when another bundle answered or when the model explains nothing.</returns>
    public static async Task<BaselineContributions?> SampleAsync(
        ICustomerValueService service, string bundleId, IReadOnlyList<string>? inputs, IEnumerable<CustomerRecord> customers, CancellationToken cancellation)
    {
        ContributionMeans? means = null;
        Dictionary<string, int> positions = [];
        double[] contributions = [];
        foreach (CustomerRecord customer in customers)
        {
            WhatIfAnswer answer = await service.PredictAsync(customer.Features.Values.ToArray(), cancellation);
            if (answer.BundleId != bundleId || answer.Contributions.Count == 0)
            {
                return null;
            }

            if (means is null)
            {
                inputs ??= [.. answer.Contributions.Select(one => one.Feature).Order(StringComparer.Ordinal)];
                positions = inputs.Select((name, at) => (name, at)).ToDictionary();
                contributions = new double[inputs.Count];
                means = new ContributionMeans(inputs);
            }

            foreach (FeatureContribution one in answer.Contributions)
            {
                if (!positions.TryGetValue(one.Feature, out int at))
                {
                    return null;
                }

                contributions[at] = one.Contribution;
            }

            means.Add(customer.Stage, contributions);
        }

        return means?.ToContributions();
    }
}
