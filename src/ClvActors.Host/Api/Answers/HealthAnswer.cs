using ClvActors.Domain.Service;
using ClvActors.Host.Models;

namespace ClvActors.Host.Api.Answers;

/// <summary>How the service stands.</summary>
public sealed record HealthAnswer
{
    /// <summary><c>ok</c>, or <c>failed</c> once the log has failed.</summary>
    public required string Status { get; init; }

    /// <summary>Always <c>clv</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Customers in the population: those with a purchase in the window.</summary>
    public required int Customers { get; init; }

    /// <summary>Customers whose purchases have all left the window.</summary>
    public required int Lapsed { get; init; }

    /// <summary>Customers of the population that the model scores; the others are cold starts.</summary>
    public required int Scored { get; init; }

    /// <summary>The as-of date; absent before there is one.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>What the as-of date follows: <c>event</c> (the sales) or <c>wall</c> (today).</summary>
    public required string Clock { get; init; }

    /// <summary>Whether every value stands at the as-of date and on edges taken after the last line.</summary>
    public required bool Settled { get; init; }

    /// <summary>Version of the published rank edges.</summary>
    public required long EdgesVersion { get; init; }

    /// <summary>Seconds since the edges were taken; absent before the first.</summary>
    public double? EdgesAgeS { get; init; }

    /// <summary>Newest sequence number that is durable and applied.</summary>
    public required long Sequence { get; init; }

    /// <summary>The bundle that scores.</summary>
    public required string Bundle { get; init; }

    /// <summary>Days that a predicted value covers.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>How <c>champion.json</c> is followed; absent while there is none, or when the server was started with a model of its own.</summary>
    public ModelWatchAnswer? ModelWatch { get; init; }

    /// <summary>Counts over all lines ever sent.</summary>
    public required CountsAnswer Counts { get; init; }

    /// <summary>The log.</summary>
    public required LogAnswer Log { get; init; }

    /// <summary>Why no more lines are taken; absent while they are.</summary>
    public string? Fault { get; init; }

    /// <summary>Writes a status as an answer.</summary>
    internal static HealthAnswer Of(ServiceStatus status, ModelWatchStatus? watch) => new()
    {
        Status = status.Fault is null ? "ok" : "failed",
        Model = "clv",
        Customers = status.Customers,
        Lapsed = status.LapsedCustomers,
        Scored = status.ScoredCustomers,
        AsOf = status.AsOf,
        Clock = status.FollowsWallClock ? "wall" : "event",
        Settled = status.IsSettled,
        EdgesVersion = status.EdgesVersion,
        EdgesAgeS = status.EdgesAge?.TotalSeconds,
        Sequence = status.Sequence,
        Bundle = status.BundleId,
        HorizonDays = status.HorizonDays,
        ModelWatch = watch is null ? null : new ModelWatchAnswer(watch.Champion, watch.Problem),
        Counts = CountsAnswer.Of(status.Counts),
        Log = new LogAnswer(status.Syncs, status.LogBytes, status.LogFileSystem),
        Fault = status.Fault,
    };
}
