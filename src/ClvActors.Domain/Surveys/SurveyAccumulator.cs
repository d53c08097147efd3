using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;

namespace ClvActors.Domain.Surveys;

/// <summary>Takes a survey of records that come one after another in any order.</summary>
/// <remarks>
/// Sums are exact and samples are drawn by a hash, so surveys of the parts of any partition merge to the same survey as one over the whole population. Adding allocates only while a kind, a cell or a sample is new.
/// Not thread-safe: one accumulator per worker, then <see cref="Merge"/>.
/// </remarks>
public sealed class SurveyAccumulator
{
    private readonly SurveyRequest _request;
    private readonly SegmentThresholds _thresholds;
    private readonly CutHistograms _features;
    private readonly CutHistograms _values;
    private readonly GroupTallies _groups = new();
    private readonly DensityCounts _density = new();
    private readonly FirstEntries<SampleEntry> _sample;
    private readonly FirstEntries<MoveEntry> _movers;

    /// <summary>Starts a survey.</summary>
    /// <param name="request">What is counted.</param>
    /// <param name="thresholds">The segments' thresholds in the whole population.</param>
    /// <exception cref="ArgumentException">The request is out of its ranges.</exception>
    public SurveyAccumulator(SurveyRequest request, SegmentThresholds thresholds)
    {
        request.Check();
        _request = request;
        _thresholds = thresholds;
        _features = new CutHistograms(request.FeatureCuts);
        _values = new CutHistograms([request.ValueCuts]);
        _sample = new FirstEntries<SampleEntry>(request.Sample);
        _movers = new FirstEntries<MoveEntry>(request.Movers);
    }

    /// <summary>Customers with a larger sampling hash are not drawn; default none is left out.</summary>
    /// <remarks>A part of a population need not hand out more of its customers than the whole sample can take: see <see cref="HashBoundFor"/>.</remarks>
    public ulong HashBound { get; init; } = ulong.MaxValue;

    /// <summary>A bound below which a population almost certainly has enough customers for a sample.</summary>
    /// <param name="sample">Customers that are drawn.</param>
    /// <param name="population">Customers that there are about.</param>
    /// <returns>The bound that leaves the sample's size and six standard deviations more of the hashes: with fewer below it, draw again without a bound.</returns>
    public static ulong HashBoundFor(int sample, int population)
    {
        double share = (sample + (6 * Math.Sqrt(sample)) + 20) / Math.Max(population, 1);
        return share >= 1 ? ulong.MaxValue : (ulong)(share * ulong.MaxValue);
    }

    /// <summary>Counts a customer, each once; one outside the population is left out.</summary>
    /// <param name="record">The customer's record.</param>
    /// <param name="monthEnd">Value at the newest month end of the customer's history; null when there is none. Whose value has not moved since is no mover.</param>
    public void Add(CustomerRecord record, ValuePoint? monthEnd)
    {
        if (!record.IsInPopulation)
        {
            return;
        }

        double value = record.PredictedValue;
        ClvSegment segment = Segmentation.SegmentOf(_thresholds, record);
        LifecycleStage stage = record.Stage;
        PurchaseStatus status = record.Status;
        _groups.Add(record, segment, stage, status);
        if (record.Source == PredictionSource.Model)
        {
            _features.Add(record.Features.Values);
            _values.Add([value]);
        }

        if (_request.Density)
        {
            _density.Add(record.Features.RecencyDays, value, segment, stage, status);
        }

        if (_request.Sample > 0)
        {
            SampleEntry entry = SampleEntry.Of(record);
            if (entry.Hash <= HashBound)
            {
                _sample.Add(entry);
            }
        }

        if (_request.Movers > 0 && monthEnd is { } since && since.PredictedValue != value)
        {
            _movers.Add(MoveEntry.Of(record, since));
        }
    }

    /// <summary>Adds what another accumulator, of the same request and thresholds, counted over other customers.</summary>
    /// <exception cref="ArgumentException">The part is of another request.</exception>
    public void Merge(SurveyPart part)
    {
        _features.Add(part.FeatureCounts);
        _values.Add(part.ValueCounts);
        foreach (GroupPart group in part.Groups)
        {
            _groups.Add(group);
        }

        foreach (DensityCell cell in part.Density)
        {
            _density.Add(cell);
        }

        foreach (CustomerSummary drawn in part.Sample)
        {
            _sample.Add(SampleEntry.Of(drawn.Record));
        }

        foreach (ValueMove move in part.Movers)
        {
            _movers.Add(MoveEntry.Of(move.Customer.Record, move.Since));
        }
    }

    /// <summary>What has been counted so far, for merging.</summary>
    public SurveyPart ToPart() => new()
    {
        FeatureCounts = [.. _features.Counts],
        ValueCounts = [.. _values.Counts],
        Groups = _groups.ToParts(),
        Density = _density.ToCells(),
        Sample = Drawn(),
        Movers = Moved(),
    };

    /// <summary>The survey.</summary>
    /// <param name="asOf">The as-of date of the population.</param>
    /// <param name="isSettled">Whether every record stood at it and on its newest edges.</param>
    /// <param name="sequence">Newest sequence number that the records hold.</param>
    /// <param name="bundleId">The bundle that scored.</param>
    public PopulationSurvey ToSurvey(DateOnly? asOf, bool isSettled, long sequence, string bundleId) => new()
    {
        AsOf = asOf,
        IsSettled = isSettled,
        Sequence = sequence,
        BundleId = bundleId,
        Thresholds = _thresholds,
        FeatureCounts = _features.Split(),
        ValueCounts = [.. _values.Counts],
        Groups = _groups.ToGroups(),
        Density = _density.ToCells(),
        Sample = Drawn(),
        Movers = Moved(),
    };

    private CustomerSummary[] Drawn()
    {
        ReadOnlySpan<SampleEntry> entries = _sample.InOrder();
        CustomerSummary[] drawn = new CustomerSummary[entries.Length];
        for (int index = 0; index < drawn.Length; index++)
        {
            drawn[index] = Summarise(entries[index].Record);
        }

        return drawn;
    }

    private ValueMove[] Moved()
    {
        ReadOnlySpan<MoveEntry> entries = _movers.InOrder();
        ValueMove[] moved = new ValueMove[entries.Length];
        for (int index = 0; index < moved.Length; index++)
        {
            moved[index] = new ValueMove(Summarise(entries[index].Record), entries[index].Since);
        }

        return moved;
    }

    private CustomerSummary Summarise(CustomerRecord record) => new(record, Segmentation.SegmentOf(_thresholds, record));
}
