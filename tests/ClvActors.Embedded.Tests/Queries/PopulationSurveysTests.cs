using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Surveys;
using ClvActors.Embedded.Queries;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Embedded.Tests.Queries;

public sealed class PopulationSurveysTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 2)]
    [InlineData(7, 3)]
    public async Task TakeOnPoolAsync_AnyShardsAndWorkers_EqualsSlowCounts(int shards, int workers)
    {
        Random random = new(shards);
        CustomerRecord[] records =
        [
            .. Enumerable.Range(1, 900).Select(number => SamplePopulation.Record(
                $"{number}", random.Next(80) * 12.5, (PredictionSource)random.Next(4), random.Next(300),
                [.. Enumerable.Range(0, FeatureSet.Count).Select(_ => (double)random.Next(9))])),
        ];
        PopulationSnapshot population = SamplePopulation.Of(records, shards);
        SurveyRequest request = SurveyOracle.RequestFor(records, cuts: 8, sample: 100, movers: 10);
        PopulationSurvey expected = SurveyOracle.Of(request, population.Thresholds, records.Select(record => (record, (IReadOnlyList<ValuePoint>)[])));
        SurveyOracle.AssertEqual(expected, await PopulationSurveys.TakeOnPoolAsync(population, request, workers, CancellationToken.None), "on the pool");
        SurveyOracle.AssertEqual(expected, PopulationSurveys.Take(population, request, CancellationToken.None), "on the caller's thread");
    }

    [Fact]
    public async Task TakeOnPoolAsync_Cancelled_Stops()
    {
        PopulationSnapshot population = SamplePopulation.Of([SamplePopulation.Record("1", 1)]);
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PopulationSurveys.TakeOnPoolAsync(population, new SurveyRequest(), 2, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => PopulationSurveys.Take(population, new SurveyRequest(), cancelled));
    }
}
