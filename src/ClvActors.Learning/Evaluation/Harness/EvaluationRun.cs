using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>Judges contenders on all cases and writes down what came out.</summary>
/// <remarks>Same input and options on the same operating system and processor architecture give the same document, bit for bit, on any number of threads.</remarks>
public static class EvaluationRun
{
    /// <summary>Runs an evaluation.</summary>
    /// <param name="start">What the document says besides the results: its rows, differences, curves, importance, contributions and coverage are filled in here.</param>
    /// <param name="cases">The cases, at least one; curves and importance are those of the first.</param>
    /// <param name="contenders">The contenders, each name once.</param>
    /// <param name="options">Seed, resamples and threads.</param>
    /// <param name="progress">Told the share that is done, from any of the threads; may be null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="InvalidDataException">A contender cannot be fitted or judged; one line that names it and the case.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static EvaluationDocument Of(
        EvaluationDocument start,
        IReadOnlyList<EvaluationCase> cases,
        IReadOnlyList<Contender> contenders,
        ResamplingOptions options,
        Action<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(contenders);
        IReadOnlyList<CaseResult> results = EvaluationHarness.Run(cases, contenders, options.Seed, options.Threads, progress, cancellation);
        string[] models = [.. contenders.Select(contender => contender.Name)];
        int champion = Array.IndexOf(models, ContenderNames.Champion);
        (string Name, IReadOnlyList<CaseResult> Results)[] groups = [.. Groups(results)];
        List<MetricRow> rows = [];
        List<DifferenceRow> differences = [];
        foreach ((string name, IReadOnlyList<CaseResult> members) in groups)
        {
            rows.AddRange(Rows(start.Kind, name, members, models));
            if (champion >= 0)
            {
                differences.AddRange(PairedDifferences.Of(start.Kind, name, members, models, champion, options, cancellation));
            }
        }

        CaseResult first = results[0];
        ContributionSummary? explained = first.Champion is IExplainedModel model
            ? ContributionSummary.Of(model, first.Case.TestFeatures, options.Seed)
            : null;
        return start with
        {
            Rows = rows,
            Differences = differences,
            Curves = [.. models.Select((name, at) => CurveDrawing.Of(start.Kind, name, first.Case.Name, first.Case.TestLabels, first.Predictions[at], options.Seed))],
            Importance = explained?.Importance ?? [],
            Contributions = explained?.Samples ?? [],
            Coverage = champion < 0 ? [] : CoverageTable.Of([.. results.Where(result => result.Case.Series.IsOfOneDate)], champion),
        };
    }

    /// <summary>The splits that stand alone, and the series that are averaged, in the order in which they come.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<CaseResult> Results)> Groups(IReadOnlyList<CaseResult> results)
    {
        foreach (IGrouping<EvaluationSeries, CaseResult> series in results.GroupBy(result => result.Case.Series))
        {
            CaseResult[] members = [.. series];
            if (series.Key.IsAveraged && members.Length > 1)
            {
                yield return (series.Key.MeanOf(members.Length), members);
                continue;
            }

            foreach (CaseResult member in members)
            {
                yield return (member.Case.Name, [member]);
            }
        }
    }

    /// <summary>The rows of each split, and after them those of their mean.</summary>
    private static List<MetricRow> Rows(string kind, string name, IReadOnlyList<CaseResult> members, string[] models)
    {
        List<MetricRow> rows = [];
        foreach (CaseResult member in members)
        {
            rows.AddRange(models.Select((model, at) => new MetricRow(
                model, member.Case.Name, member.Case.TestFeatures.Rows, Figures.Of(kind, member.Case.TestLabels, member.Predictions[at]))));
        }

        if (members.Count > 1)
        {
            ILookup<string, MetricRow> byModel = rows.ToLookup(row => row.Model);
            rows.AddRange(models.Select(model => new MetricRow(
                model, name, byModel[model].Sum(row => row.Rows), Figures.Mean([.. byModel[model].Select(row => row.Metrics)]))));
        }

        return rows;
    }
}
