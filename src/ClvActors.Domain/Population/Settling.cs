using ClvActors.Domain.Customers;
using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Population;

/// <summary>When a record has to be made anew: the rule that every host's sweep follows.</summary>
public static class Settling
{
    /// <summary>Whether a record holds at a window and under some edges, given that its customer took no line since.</summary>
    /// <param name="record">The record.</param>
    /// <param name="window">The window that counts now.</param>
    /// <param name="keys">The customer's rank keys; null outside the population.</param>
    /// <param name="edges">The edges that count now.</param>
    /// <remarks>Recency is ranked by the day of the last purchase, so new edges concern only those whose quintile changes. A record of an older feature set never holds.</remarks>
    public static bool Holds(CustomerRecord record, ObservationWindow window, RankKeys? keys, RankEdges edges) =>
        record.Window == window && record.Features.IsComplete && (keys is not { } ranked || edges.ScoresOf(ranked) == record.Features.Scores);

    /// <summary>Whether a prediction may change with the as-of date alone: the population's does, a lapsed customer's if the bundle says anything of it.</summary>
    /// <param name="record">The record.</param>
    /// <remarks>For hosts to which visiting everyone is dear; before their first purchase is due and after the last has left nothing else moves a customer.</remarks>
    public static bool MovesWithDate(CustomerRecord record) =>
        record.IsInPopulation || (record.Source == PredictionSource.Lapsed && record.Prediction != Prediction.Nothing);
}
