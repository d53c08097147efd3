using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Tests.Partitions;
using ClvActors.Orleans.Views;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Orleans.Tests.Customers;

/// <summary>Views whose edges come from sorting everyone of a plain population.</summary>
internal static class GivenView
{
    /// <summary>The settled view at a day, with the month ends from the first sale to before it.</summary>
    public static PopulationView At(PopulationOracle oracle, int day, IValueModel model, long version) =>
        SampleEntries.View(version, day, EdgesAt(oracle, day, version), model.Fingerprint) with
        {
            MonthEnds = [.. MonthEnds.Between(oracle.Purchases.Min(line => line.Date.DayNumber), day).Select(end => new MonthEnd(end, EdgesAt(oracle, end, version)))],
        };

    public static RankEdges EdgesAt(PopulationOracle oracle, int day, long version)
    {
        (CustomerId Id, FeatureVector Features, int LastDay, long Spend)[] everyone =
        [
            .. oracle.FeaturesAt(DateOnly.FromDayNumber(day)).Select(customer =>
            {
                TransactionLine[] own = [.. oracle.Purchases.Where(line => line.Customer == customer.Key && new ObservationWindow(day).Contains(line.Date.DayNumber))];
                return (customer.Key, customer.Value, own.Max(line => line.Date.DayNumber), own.Sum(line => line.Total.TenThousandths));
            }),
        ];
        return everyone.Length == 0
            ? RankEdges.None with { Version = version }
            : new RankEdges(
                version,
                Edges(everyone.Select(customer => new RankKey(-customer.LastDay, customer.Id))),
                Edges(everyone.Select(customer => new RankKey(customer.Features.Frequency, customer.Id))),
                Edges(everyone.Select(customer => new RankKey(customer.Spend, customer.Id))));
    }

    private static QuintileEdges Edges(IEnumerable<RankKey> keys)
    {
        RankKey[] order = [.. keys.Order()];
        RankKey Last(int quintile) => order[quintile * (order.Length - 1) / 5];
        return new QuintileEdges(Last(1), Last(2), Last(3), Last(4));
    }
}
