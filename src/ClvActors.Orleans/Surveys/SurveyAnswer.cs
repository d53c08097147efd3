using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;

namespace ClvActors.Orleans.Surveys;

/// <summary>What a partition counted.</summary>
/// <remarks>What an older program did not write reads as the members' initialisers say. Segments of customers are left out: they follow from the question's thresholds. Immutable; safe on any thread.</remarks>
[GenerateSerializer, Immutable, Alias("clv.survey-answer")]
public sealed record SurveyAnswer
{
    private const int NumbersPerCell = 6;

    /// <summary>All features' bins, feature after feature.</summary>
    [Id(0)]
    public long[] FeatureCounts { get; init; } = [];

    /// <summary>The value's bins.</summary>
    [Id(1)]
    public long[] ValueCounts { get; init; } = [];

    /// <summary>The kinds that occur.</summary>
    [Id(2)]
    public SurveyGroupTally[] Groups { get; init; } = [];

    /// <summary>The cells that occur, six numbers each: recency bin, value bin, segment, stage, status, count.</summary>
    [Id(3)]
    public int[] Density { get; init; } = [];

    /// <summary>The customers drawn.</summary>
    [Id(4)]
    public CustomerRecord[] Sample { get; init; } = [];

    /// <summary>The movers.</summary>
    [Id(5)]
    public CustomerRecord[] Movers { get; init; } = [];

    /// <summary>Per mover the day number of the month end that it is compared with.</summary>
    [Id(6)]
    public int[] MonthEndDays { get; init; } = [];

    /// <summary>Per mover its value there, in whole units of currency.</summary>
    [Id(7)]
    public double[] MonthEndValues { get; init; } = [];

    /// <summary>Takes a part of a survey apart.</summary>
    public static SurveyAnswer Of(SurveyPart part) => new()
    {
        FeatureCounts = part.FeatureCounts,
        ValueCounts = part.ValueCounts,
        Groups = Array.ConvertAll(part.Groups, SurveyGroupTally.Of),
        Density = [.. part.Density.SelectMany(cell => (int[])[cell.RecencyBin, cell.ValueBin, (int)cell.Segment, (int)cell.Stage, (int)cell.Status, cell.Count])],
        Sample = Array.ConvertAll(part.Sample, drawn => drawn.Record),
        Movers = Array.ConvertAll(part.Movers, move => move.Customer.Record),
        MonthEndDays = Array.ConvertAll(part.Movers, move => move.Since.AsOf.DayNumber),
        MonthEndValues = Array.ConvertAll(part.Movers, move => move.Since.PredictedValue),
    };

    /// <summary>The part again.</summary>
    /// <param name="thresholds">The thresholds that the question named.</param>
    public SurveyPart ToPart(SegmentThresholds thresholds) => new()
    {
        FeatureCounts = FeatureCounts,
        ValueCounts = ValueCounts,
        Groups = Array.ConvertAll(Groups, group => group.ToPart()),
        Density =
        [
            .. Density.Chunk(NumbersPerCell).Select(cell => new DensityCell(
                (short)cell[0], (short)cell[1], (ClvSegment)cell[2], (LifecycleStage)cell[3], (PurchaseStatus)cell[4], cell[5])),
        ],
        Sample = Array.ConvertAll(Sample, record => Summarise(record, thresholds)),
        Movers = [.. Movers.Select((record, at) => new ValueMove(Summarise(record, thresholds), new ValuePoint(DateOnly.FromDayNumber(MonthEndDays[at]), MonthEndValues[at])))],
    };

    private static CustomerSummary Summarise(CustomerRecord record, SegmentThresholds thresholds) => new(record, Segmentation.SegmentOf(thresholds, record));
}
