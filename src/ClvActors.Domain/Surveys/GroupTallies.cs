using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Domain.Surveys;

/// <summary>Counts customers by segment, stage, status and source in a table of all kinds.</summary>
/// <remarks>Sums are exact, so parts in any order add up to the same bits. Not thread-safe.</remarks>
internal sealed class GroupTallies
{
    private static readonly int Stages = Enum.GetValues<LifecycleStage>().Length;
    private static readonly int Statuses = Enum.GetValues<PurchaseStatus>().Length;
    private static readonly int Sources = Enum.GetValues<PredictionSource>().Length;

    private readonly Tally?[] _tallies = new Tally?[Enum.GetValues<ClvSegment>().Length * Stages * Statuses * Sources];

    /// <summary>Counts a customer.</summary>
    public void Add(CustomerRecord record, ClvSegment segment, LifecycleStage stage, PurchaseStatus status)
    {
        Tally tally = Of(segment, stage, status, record.Source);
        tally.Count++;
        tally.Value.Add(record.PredictedValue);
        tally.Spend.Add(record.Features.MonetaryTotal);
        tally.RecencyDays += (long)record.Features.RecencyDays;
    }

    /// <summary>Adds what another table counted.</summary>
    public void Add(GroupPart part)
    {
        Tally tally = Of(part.Segment, part.Stage, part.Status, part.Source);
        tally.Count += part.Count;
        tally.Value.Add(new ExactSum(part.ValuePartials));
        tally.Spend.Add(new ExactSum(part.SpendPartials));
        tally.RecencyDays += part.RecencyDays;
    }

    /// <summary>The kinds that occur, in order, with their exact sums.</summary>
    public GroupPart[] ToParts() =>
    [
        .. _tallies.OfType<Tally>().Select(tally => new GroupPart(
            tally.Segment, tally.Stage, tally.Status, tally.Source, tally.Count, [.. tally.Value.Partials], [.. tally.Spend.Partials], tally.RecencyDays)),
    ];

    /// <summary>The kinds that occur, in order.</summary>
    public SurveyGroup[] ToGroups() =>
    [
        .. _tallies.OfType<Tally>().Select(tally => new SurveyGroup(
            tally.Segment, tally.Stage, tally.Status, tally.Source, tally.Count, tally.Value.Value, tally.Spend.Value, tally.RecencyDays)),
    ];

    private Tally Of(ClvSegment segment, LifecycleStage stage, PurchaseStatus status, PredictionSource source)
    {
        int at = (((((int)segment * Stages) + (int)stage) * Statuses) + (int)status) * Sources + (int)source;
        return _tallies[at] ??= new Tally { Segment = segment, Stage = stage, Status = status, Source = source };
    }

    private sealed class Tally
    {
        public required ClvSegment Segment { get; init; }

        public required LifecycleStage Stage { get; init; }

        public required PurchaseStatus Status { get; init; }

        public required PredictionSource Source { get; init; }

        public ExactSum Value { get; } = new();

        public ExactSum Spend { get; } = new();

        public int Count { get; set; }

        public long RecencyDays { get; set; }
    }
}
