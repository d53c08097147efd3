using System.Text;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.Learning.Tests.Monitoring;

public sealed class BaselineFileTests
{
    private static readonly PopulationBaseline Baseline = Count(Customers(seed: 1, customers: 400, factor: 1));

    [Fact]
    public void Parse_Written_IsTheSame()
    {
        byte[] written = BaselineFile.Write(Baseline);

        Assert.Equal(written, BaselineFile.Write(BaselineFile.Parse(written)));
    }

    [Theory]
    [InlineData("\"format_version\": 1", "\"format_version\": 9", "the field format_version is 9, this build reads 1 to 1")]
    [InlineData("\"name\": \"recency_days\"", "\"name\": \"recency\"", "the field features[0].name is 'recency', expected recency_days")]
    [InlineData("\"customers\": 400,\n  \"features\"", "\"customers\": 401,\n  \"features\"", "does not add up to the 401 customers")]
    [InlineData("\"bundle_id\": \"a\"", "\"bundle_id\": \"../a\"", "the field bundle_id is '../a'")]
    [InlineData("\"thresholds\": {", "\"thresholds\": [", "is not JSON")]
    [InlineData("\"champions\"", "\"champion\"", "the field thresholds.champions is missing")]
    public void Parse_Damaged_NamesTheField(string part, string damaged, string message)
    {
        string text = Encoding.UTF8.GetString(BaselineFile.Write(Baseline));
        Assert.Contains(part, text, StringComparison.Ordinal);

        string said = Assert.Throws<InvalidDataException>(() => BaselineFile.Parse(Encoding.UTF8.GetBytes(text.Replace(part, damaged, StringComparison.Ordinal)))).Message;

        Assert.Contains(message, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ShippedBundles_HaveTheirBaselines()
    {
        string models = ModelsFolder();
        foreach (string folder in Directory.EnumerateDirectories(models))
        {
            ModelBundle bundle = ModelBundle.Load(folder);
            PopulationBaseline? baseline = BaselineFile.Find(bundle);

            Assert.NotNull(baseline);
            Assert.Equal(bundle.InputNames, baseline.Contributions.Inputs);
            Assert.InRange(new FileInfo(BaselineFile.PathIn(folder)).Length, 1, 100_000);
        }
    }

    [Fact]
    public void Measure_AgainstRecords_IsWhatASlowCountGives()
    {
        CustomerRecord[] live = Customers(seed: 2, customers: 300, factor: 1.7);
        SurveyAccumulator survey = new(DriftMeasurement.Request(Baseline, 10), SegmentThresholds.None);
        foreach (CustomerRecord record in live)
        {
            survey.Add(record, null);
        }

        IReadOnlyList<DriftRow> rows = DriftMeasurement.Measure(Baseline, survey.ToSurvey(new DateOnly(2020, 1, 1), true, 1, "a"), null);

        foreach (BinnedCounts feature in Baseline.Features)
        {
            int at = FeatureSet.IndexOf(feature.Name);
            long[] counts = BinnedCounts.Count(live.Select(record => record.Features[at]), feature.Cuts);
            Assert.Equal(PopulationStability.OfCounts(feature.Counts, counts), rows.Single(row => row.Name == feature.Name).Index, 1e-12);
        }

        long[] segments = [.. Enum.GetValues<ClvSegment>().Select(segment => live.LongCount(record => Baseline.Thresholds.SegmentOf(record.PredictedValue) == segment))];
        DriftRow shares = rows.Single(row => row.Name == DriftNames.ValueSegments);
        Assert.Equal(segments.Select(count => count / 300.0), shares.Bins.Select(bin => bin.LiveShare));
        Assert.Equal(PopulationStability.OfCounts(Baseline.Segments, segments), shares.Index, 1e-12);
        long[] values = BinnedCounts.Count(live.Select(record => record.PredictedValue), Baseline.PredictedValue.Cuts);
        Assert.Equal(PopulationStability.OfCounts(Baseline.PredictedValue.Counts, values), rows.Single(row => row.Kind == DriftKind.Prediction).Index, 1e-12);
        Assert.Equal(300, rows.Single(row => row.Name == DriftNames.LifecycleStages).Bins.Sum(bin => bin.LiveShare) * 300, 1e-9);
    }

    private static string ModelsFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "models", "clv-12m")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "models");
    }

    private static PopulationBaseline Count(CustomerRecord[] customers) => BaselineCounting.Of(
        "a", "f", new DateOnly(2019, 12, 31), FeatureSet.Names, [.. customers.Select(customer => customer.Features)], [.. customers.Select(customer => customer.PredictedValue)],
        new ContributionMeans(["x", "y"]).ToContributions());

    private static CustomerRecord[] Customers(uint seed, int customers, double factor)
    {
        MersenneTwister random = new(seed);
        return
        [
            .. Enumerable.Range(1, customers).Select(number =>
            {
                double[] features = [.. Enumerable.Range(0, FeatureSet.Count).Select(at => Math.Floor(random.NextDouble() * factor * (at % 3 == 0 ? 8 : 500)))];
                Assert.True(CustomerId.TryParse($"{number}", out CustomerId id));
                return new CustomerRecord
                {
                    Id = id,
                    Features = new FeatureVector(features),
                    Prediction = new Prediction { Value = Math.Floor(random.NextDouble() * factor * 40) },
                    Source = PredictionSource.Model,
                    Window = ObservationWindow.At(new DateOnly(2020, 1, 1)),
                    EdgesVersion = 1,
                    BundleId = "a",
                    IntervalLevel = double.NaN,
                    FirstPurchaseDay = new DateOnly(2020, 1, 1).DayNumber - 200,
                    LastPurchaseDay = null,
                    WaitingInvoices = 0,
                };
            }),
        ];
    }
}
