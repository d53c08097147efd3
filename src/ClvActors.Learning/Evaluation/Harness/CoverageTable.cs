using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>Counts how often the champion's intervals held what came true: over all test customers, those with one purchase, and by segment.</summary>
/// <remarks>Segments are those of the predicted value, with thresholds from the predictions of the case's training customers, as they would stand when a model goes live.</remarks>
internal static class CoverageTable
{
    private const int FewestPurchases = 2;

    private static readonly int Frequency = FeatureSet.IndexOf("frequency");

    /// <param name="results">Results of splits, test customers of all of them together.</param>
    /// <param name="champion">Place of the champion's predictions.</param>
    /// <returns>Empty when the champion gives no intervals.</returns>
    public static IReadOnlyList<CoverageRow> Of(IReadOnlyList<CaseResult> results, int champion)
    {
        Dictionary<string, List<Held>> groups = [];
        double level = double.NaN;
        foreach (CaseResult result in results)
        {
            if (result.Intervals is not { } intervals)
            {
                return [];
            }

            level = intervals.Level;
            SegmentThresholds thresholds = Thresholds(result);
            for (int row = 0; row < result.Case.TestFeatures.Rows; row++)
            {
                ReadOnlySpan<double> features = result.Case.TestFeatures[row];
                (double low, double high) = intervals.Interval(features);
                Held held = new(result.Case.TestLabels[row], low, high);
                Add("all", held);
                if (features[Frequency] < FewestPurchases)
                {
                    Add("cold starts", held);
                }
                else
                {
                    Add(thresholds.SegmentOf(result.Predictions[champion][row]).Name(), held);
                }
            }
        }

        return [.. groups.OrderBy(group => Place(group.Key)).Select(group => Row(group.Key, group.Value, level))];

        void Add(string group, Held held)
        {
            if (!groups.TryGetValue(group, out List<Held>? members))
            {
                groups.Add(group, members = []);
            }

            members.Add(held);
        }
    }

    private static SegmentThresholds Thresholds(CaseResult result)
    {
        FeatureMatrix train = result.Case.Train.Features;
        double[] values = [.. Enumerable.Range(0, train.Rows).Where(row => train[row][Frequency] >= FewestPurchases).Select(row => result.Champion!.Predict(train[row])).Order()];
        return SegmentThresholds.Of(values.Length, at => values[at]);
    }

    private static int Place(string group) => group switch
    {
        "all" => -2,
        "cold starts" => -1,
        _ => Enum.GetValues<ClvSegment>().Select(segment => segment.Name()).ToList().IndexOf(group),
    };

    private static CoverageRow Row(string group, List<Held> members, double level)
    {
        IntervalMetrics metrics = IntervalMetrics.Of(
            [.. members.Select(held => held.Actual)], [.. members.Select(held => held.Low)], [.. members.Select(held => held.High)], level);
        return new CoverageRow(group, members.Count, level, metrics.Coverage, metrics.MeanWidth, metrics.MedianWidth);
    }

    private readonly record struct Held(double Actual, double Low, double High);
}
