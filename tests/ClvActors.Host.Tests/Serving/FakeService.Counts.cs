using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Tests.Serving;

/// <summary>Search, purchases and surveys in plain lists.</summary>
internal sealed partial class FakeService
{
    /// <summary>Thrown by the next surveys.</summary>
    public Exception? SurveyRefusal { get; set; }

    /// <summary>What surveys say of the density, by hand.</summary>
    public IReadOnlyList<DensityCell> Density { get; set; } = [];

    /// <summary>Thrown by the next lists.</summary>
    public Exception? ListRefusal { get; set; }

    /// <summary>How many surveys for a chart were asked for.</summary>
    public int Surveys { get; private set; }

    public ValueTask<IReadOnlyList<CustomerId>> SearchAsync(string prefix, int most, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<CustomerId>>(
                [.. _lines.Select(line => line.Customer!.Value).Distinct().Where(id => id.ToString().StartsWith(prefix, StringComparison.Ordinal)).Order().Take(most)]);
        }
    }

    public ValueTask<IReadOnlyList<CustomerPurchases>> PurchasesAsync(IReadOnlyList<CustomerId> ids, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<CustomerPurchases>>([.. ids.Select(id => new CustomerPurchases(
                id, _asOf,
                [.. _lines.Where(line => line.Customer == id).GroupBy(line => line.Invoice)
                    .Select(invoice => new Purchase(invoice.Key, invoice.Min(line => line.Time), invoice.Aggregate(Money.Zero, (sum, line) => sum + line.Total), invoice.Count()))
                    .OrderBy(purchase => purchase.Time)]))]);
        }
    }

    public ValueTask<PopulationSurvey> SurveyAsync(SurveyRequest request, CancellationToken cancellation = default)
    {
        if (SurveyRefusal is { } refusal)
        {
            return ValueTask.FromException<PopulationSurvey>(refusal);
        }

        lock (_lock)
        {
            Surveys += request.Density ? 1 : 0;
            List<CustomerSummary> all = Everyone(includeLapsed: false);
            return ValueTask.FromResult(new PopulationSurvey
            {
                AsOf = _asOf,
                IsSettled = true,
                Sequence = _sequence,
                BundleId = Bundle,
                Thresholds = Thresholds(),
                FeatureCounts = [],
                ValueCounts = [all.Count(one => one.Record.Source == PredictionSource.Model)],
                Groups = [.. all.GroupBy(one => (one.Segment, one.Record.Stage, one.Record.Status, one.Record.Source)).Select(group => new SurveyGroup(
                    group.Key.Segment, group.Key.Stage, group.Key.Status, group.Key.Source, group.Count(), group.Sum(one => one.Record.PredictedValue),
                    group.Sum(one => one.Record.Features.MonetaryTotal), (long)group.Sum(one => one.Record.Features.RecencyDays)))],
                Density = Density,
                Sample = [],
                Movers = [.. all.Take(request.Movers).Select(one => new ValueMove(one, new ValuePoint(new DateOnly(2011, 5, 31), 1)))],
            });
        }
    }
}
