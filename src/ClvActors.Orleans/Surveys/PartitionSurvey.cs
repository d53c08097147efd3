using ClvActors.Domain.Scoring;
using ClvActors.Domain.Surveys;
using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Surveys;

/// <summary>Counts a partition's entries away from its grain.</summary>
/// <remarks>
/// The grain only copies its list of entries, 8 bytes for each, in the turn of the call, so that they are all of one moment and nobody waits for the count: about a microsecond for each customer. Half of a silo's cores, two at
/// most, count at the same time, however many partitions it has.
/// </remarks>
internal static class PartitionSurvey
{
    private static readonly SemaphoreSlim Free = new(Math.Clamp(Environment.ProcessorCount / 2, 1, 2));

    /// <summary>Counts entries.</summary>
    public static async Task<SurveyAnswer> TakeAsync(CustomerEntry[] entries, SurveyQuestion question)
    {
        await Free.WaitAsync();
        try
        {
            return await Task.Run(() => Take(entries, question));
        }
        finally
        {
            Free.Release();
        }
    }

    private static SurveyAnswer Take(CustomerEntry[] entries, SurveyQuestion question)
    {
        SurveyAccumulator survey = question.Start();
        foreach (CustomerEntry entry in entries)
        {
            ValueHistory history = entry.History;
            survey.Add(entry.Record, history.Days.Length == 0 ? null : new ValuePoint(DateOnly.FromDayNumber(history.Days[^1]), history.Values[^1]));
        }

        return SurveyAnswer.Of(survey.ToPart());
    }
}
