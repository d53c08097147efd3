using ClvActors.Domain.Population;
using ClvActors.Domain.Surveys;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Surveys;

/// <summary>Surveys over all partitions.</summary>
/// <remarks>Every partition counts one moment of its own, by the thresholds of one view; when nothing streams that is one version of the whole. Safe on any thread.</remarks>
internal sealed class PopulationSurveys(PartitionFanOut partitions)
{
    /// <summary>Takes a survey.</summary>
    /// <param name="request">What is counted.</param>
    /// <param name="view">The published view, whose thresholds part the segments.</param>
    /// <returns>What all partitions counted.</returns>
    public async Task<SurveyAccumulator> TakeAsync(SurveyRequest request, PopulationView view)
    {
        // Without a bound every partition would send a whole sample: 5,000 records of half a kilobyte from each of 32.
        ulong bound = SurveyAccumulator.HashBoundFor(request.Sample, view.Customers);
        (SurveyAccumulator survey, int drawn) = await AskAsync(SurveyQuestion.Of(request, view.Bounds, bound), view.Thresholds);
        if (bound != ulong.MaxValue && drawn < request.Sample)
        {
            (survey, _) = await AskAsync(SurveyQuestion.Of(request, view.Bounds, ulong.MaxValue), view.Thresholds);
        }

        return survey;
    }

    private async Task<(SurveyAccumulator Survey, int Drawn)> AskAsync(SurveyQuestion question, SegmentThresholds thresholds)
    {
        SurveyAccumulator survey = question.Start();
        int drawn = 0;
        foreach (SurveyAnswer answer in await partitions.AskAsync(partition => partition.Survey(question)))
        {
            survey.Merge(answer.ToPart(thresholds));
            drawn += answer.Sample.Length;
        }

        return (survey, drawn);
    }
}
