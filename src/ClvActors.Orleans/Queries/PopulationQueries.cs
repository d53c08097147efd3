using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Surveys;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Queries;

/// <summary>Everything that is asked of the whole population, over all partitions.</summary>
/// <remarks>Exact whatever the number of partitions. Every partition answers from one version of its own; when nothing streams that is one version of the whole. Safe on any thread.</remarks>
internal sealed class PopulationQueries
{
    private readonly PartitionFanOut _fanOut;
    private readonly PopulationStatistics _statistics;
    private readonly CustomerLists _lists;
    private readonly PopulationSurveys _surveys;

    /// <summary>Asks partitions.</summary>
    /// <param name="partitions">The partitions.</param>
    public PopulationQueries(IPartitions partitions)
    {
        _fanOut = new PartitionFanOut(partitions);
        _statistics = new PopulationStatistics(partitions);
        _lists = new CustomerLists(partitions);
        _surveys = new PopulationSurveys(_fanOut);
    }

    /// <summary>Has every partition read its stored entries again.</summary>
    public Task ReloadAsync() => _fanOut.TellAsync(partition => partition.Reload());

    /// <summary>What all partitions hold together; the second newest day is the event clock's as-of date.</summary>
    public Task<PartitionTotals> TotalsAsync() => _fanOut.TotalsAsync();

    /// <inheritdoc cref="PopulationStatistics.EdgesAsync"/>
    public Task<RankEdges> EdgesAsync(long version) => _statistics.EdgesAsync(version);

    /// <inheritdoc cref="PopulationStatistics.ThresholdsAsync"/>
    public Task<SegmentThresholds> ThresholdsAsync() => _statistics.ThresholdsAsync();

    /// <inheritdoc cref="PopulationStatistics.LadderAsync"/>
    public Task<ValueLadder> LadderAsync(int most) => _statistics.LadderAsync(most);

    /// <inheritdoc cref="PopulationStatistics.MediansAsync"/>
    public Task<double[]> MediansAsync() => _statistics.MediansAsync();

    /// <inheritdoc cref="PopulationStatistics.PercentileRankAsync"/>
    public Task<double> PercentileRankAsync(double value) => _statistics.PercentileRankAsync(value);

    /// <inheritdoc cref="CustomerLists.PageAsync"/>
    public Task<CustomerPage> PageAsync(CustomerQuery query, PopulationView view) => _lists.PageAsync(query, view);

    /// <inheritdoc cref="CustomerLists.PortfolioAsync"/>
    public Task<IReadOnlyList<CustomerSummary>> PortfolioAsync(bool includeLapsed, PopulationView view) => _lists.PortfolioAsync(includeLapsed, view);

    /// <inheritdoc cref="PartitionFanOut.SegmentsAsync"/>
    public Task<IReadOnlyList<SegmentSummary>> SegmentsAsync(SegmentThresholds thresholds, int lapsedAsOfDay) =>
        _fanOut.SegmentsAsync(thresholds, lapsedAsOfDay);

    /// <inheritdoc cref="PopulationSurveys.TakeAsync"/>
    public Task<SurveyAccumulator> SurveyAsync(SurveyRequest request, PopulationView view) => _surveys.TakeAsync(request, view);

    /// <inheritdoc cref="PartitionFanOut.SearchAsync"/>
    public Task<IReadOnlyList<CustomerId>> SearchAsync(string prefix, int most) => _fanOut.SearchAsync(prefix, most);

    /// <inheritdoc cref="PartitionFanOut.ChangesAsync"/>
    public Task<ToldChange[]> ChangesAsync(ChangePosition after, long upToSequence, int count) => _fanOut.ChangesAsync(after, upToSequence, count);
}
