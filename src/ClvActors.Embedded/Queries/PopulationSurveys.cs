using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Surveys;
using ClvActors.Embedded.Shards;

namespace ClvActors.Embedded.Queries;

/// <summary>Surveys of one version of the population.</summary>
/// <remarks>Reads published pages only: it holds no lock, waits for no writer and stops none.</remarks>
internal static class PopulationSurveys
{
    // About a tenth of a millisecond's work between two looks at the cancellation.
    private const int PagesPerCheck = 2;

    // Up to here, a few milliseconds, the caller's thread does it; beyond that threads of the pool do.
    private const int MostOnCallersThread = 10_000;

    // The shards' own threads are as many as the cores: half of them may be lent to a survey, two at most.
    private static readonly int MostWorkers = Math.Clamp(Environment.ProcessorCount / 2, 1, 2);

    /// <summary>Takes a survey.</summary>
    /// <param name="population">The version.</param>
    /// <param name="request">What is counted; checked already.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ValueTask<PopulationSurvey> TakeAsync(PopulationSnapshot population, SurveyRequest request, CancellationToken cancellation) =>
        population.Everyone.Count <= MostOnCallersThread
            ? ValueTask.FromResult(Take(population, request, cancellation))
            : new ValueTask<PopulationSurvey>(TakeOnPoolAsync(population, request, MostWorkers, cancellation));

    /// <summary>Takes a survey on the caller's thread.</summary>
    public static PopulationSurvey Take(PopulationSnapshot population, SurveyRequest request, CancellationToken cancellation)
    {
        SurveyAccumulator survey = new(request, population.Thresholds);
        foreach (ShardView shard in population.Shards)
        {
            Count(shard, survey, cancellation);
        }

        return Told(survey, population);
    }

    /// <summary>Takes a survey on threads of the pool, which take the shards in turn.</summary>
    public static async Task<PopulationSurvey> TakeOnPoolAsync(PopulationSnapshot population, SurveyRequest request, int workers, CancellationToken cancellation)
    {
        SegmentThresholds thresholds = population.Thresholds;
        int next = -1;
        SurveyAccumulator[] surveys = await Task.WhenAll(Enumerable.Range(0, Math.Min(workers, population.Shards.Length)).Select(_ => Task.Run(Work, cancellation)));
        foreach (SurveyAccumulator other in surveys.AsSpan(1))
        {
            surveys[0].Merge(other.ToPart());
        }

        return Told(surveys[0], population);

        SurveyAccumulator Work()
        {
            SurveyAccumulator survey = new(request, thresholds);
            int shard = Interlocked.Increment(ref next);
            while (shard < population.Shards.Length)
            {
                Count(population.Shards[shard], survey, cancellation);
                shard = Interlocked.Increment(ref next);
            }

            return survey;
        }
    }

    private static void Count(ShardView shard, SurveyAccumulator survey, CancellationToken cancellation)
    {
        RecordTable.Snapshot records = shard.Records;
        for (int page = 0; page < records.Pages; page++)
        {
            if (page % PagesPerCheck == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            foreach (ref readonly RecordEntry entry in records.Page(page))
            {
                if (entry.Record is { } record)
                {
                    survey.Add(record, NewestOf(entry.History));
                }
            }
        }
    }

    private static ValuePoint? NewestOf(IReadOnlyList<ValuePoint> history) => history.Count == 0 ? null : history[^1];

    private static PopulationSurvey Told(SurveyAccumulator survey, PopulationSnapshot population) =>
        survey.ToSurvey(population.Window.AsOf, population.IsSettled, population.Sequence, population.Model.Id);
}
