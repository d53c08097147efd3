using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Partitions;

/// <summary>Counts the customers of a partition by segment.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class SegmentParts(SegmentThresholds thresholds, int lapsedAsOfDay)
{
    private readonly Part[] _parts = [.. ClvSegmentNames.All.Select(_ => new Part())];

    /// <summary>Counts a customer where it belongs, if anywhere.</summary>
    public void Add(CustomerRecord record)
    {
        if (record.IsInPopulation)
        {
            _parts[(int)Segmentation.SegmentOf(thresholds, record)].Add((long)record.Features.RecencyDays, record.PredictedValue);
        }
        else if (record.Source == PredictionSource.Lapsed && lapsedAsOfDay >= 0)
        {
            _parts[(int)ClvSegment.Dormant].Add(lapsedAsOfDay - record.LastPurchaseDay!.Value, record.PredictedValue);
        }
    }

    /// <summary>What was counted, champions first.</summary>
    public TallyPart[] ToParts() => Array.ConvertAll(_parts, part => part.ToTallyPart());

    private sealed class Part
    {
        private readonly ExactSum _value = new();
        private int _count;
        private long _recencyDays;

        public void Add(long recencyDays, double value)
        {
            _count++;
            _recencyDays += recencyDays;
            _value.Add(value);
        }

        public TallyPart ToTallyPart() => new(_count, _recencyDays, [.. _value.Partials]);
    }
}
