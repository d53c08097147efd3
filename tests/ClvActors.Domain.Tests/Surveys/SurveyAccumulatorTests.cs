using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Domain.Tests.Surveys;

public sealed class SurveyAccumulatorTests
{
    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(3, 300, 3, 7)]
    [InlineData(4, 1_500, 12, 200)]
    [InlineData(5, 1_500, 100, 2_000)]
    public void ToSurvey_RandomPopulation_EqualsSlowCounts(int seed, int customers, int cuts, int drawn)
    {
        Random random = new(seed);
        (CustomerRecord Record, IReadOnlyList<ValuePoint> History)[] everyone = Draw(random, customers);
        SurveyRequest request = RequestFor(everyone, cuts, drawn);
        SegmentThresholds thresholds = ThresholdsOf(everyone);
        PopulationSurvey expected = SurveyOracle.Of(request, thresholds, everyone);
        SurveyOracle.AssertEqual(expected, Told(Survey(request, thresholds, everyone)), $"seed {seed}");
        random.Shuffle(everyone);
        SurveyOracle.AssertEqual(expected, Told(Survey(request, thresholds, everyone)), $"shuffled, seed {seed}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Merge_AnyPartition_IsTheSameSurvey(int seed)
    {
        Random random = new(seed);
        (CustomerRecord Record, IReadOnlyList<ValuePoint> History)[] everyone = Draw(random, 800);
        SurveyRequest request = RequestFor(everyone, cuts: 9, drawn: 60);
        SegmentThresholds thresholds = ThresholdsOf(everyone);
        PopulationSurvey whole = Told(Survey(request, thresholds, everyone));
        random.Shuffle(everyone);
        List<SurveyAccumulator> parts = [new(request, thresholds), .. everyone.Chunk(random.Next(1, 300)).Select(part => Survey(request, thresholds, part))];
        while (parts.Count > 1)
        {
            int from = random.Next(parts.Count);
            SurveyPart part = parts[from].ToPart();
            parts.RemoveAt(from);
            parts[random.Next(parts.Count)].Merge(part);
        }

        SurveyOracle.AssertEqual(whole, Told(parts[0]), $"seed {seed}");
    }

    [Fact]
    public void ToSurvey_ValueOnACut_CountsInTheLowerBin()
    {
        SurveyRequest request = new() { ValueCuts = [1, 2], FeatureCuts = [[5]] };
        SurveyAccumulator survey = new(request, SegmentThresholds.None);
        foreach (double value in (double[])[0, 1, 1.5, 2, 3])
        {
            survey.Add(Record(CustomerId.FromNumber((long)(value * 10)), value, PredictionSource.Model, 5), null);
        }

        Assert.Equal([2, 2, 1], Told(survey).ValueCounts);
        Assert.Equal([5, 0], Told(survey).FeatureCounts[0]);
    }

    [Fact]
    public void ToSurvey_FeatureWithoutAValue_CountsInTheLastBin()
    {
        int last = FeatureSet.Count - 1;
        foreach (int cuts in (int[])[0, 1, 4, 7, 90])
        {
            SurveyRequest request = new() { FeatureCuts = [.. Enumerable.Range(0, FeatureSet.Count).Select(_ => Enumerable.Range(0, cuts).Select(cut => (double)cut).ToArray())] };
            SurveyAccumulator survey = new(request, SegmentThresholds.None);
            survey.Add(Record(CustomerId.FromNumber(1), 1, PredictionSource.Model, 5, FeatureVector.OfOlder(new double[FeatureSet.Count])), null);
            Assert.Equal(1, Told(survey).FeatureCounts[last][^1]);
            Assert.Equal(1, Told(survey).FeatureCounts[last].Sum());
        }
    }

    [Fact]
    public void Sample_OfAGrownPopulation_KeepsItsCustomers()
    {
        SurveyRequest request = new() { Sample = 50 };
        CustomerRecord[] records = [.. Enumerable.Range(0, 1_100).Select(number => Record(CustomerId.FromNumber(number), number, PredictionSource.Model, 5))];
        HashSet<CustomerId> before = SampleOf(records[..1_000]);
        HashSet<CustomerId> after = SampleOf(records);
        Assert.Equal(50, before.Count);
        Assert.All(after.Intersect(before), id => Assert.True(id.Number < 1_000));
        Assert.Equal(after.Count(id => id.Number < 1_000), after.Intersect(before).Count());
        Assert.True(after.Intersect(before).Count() > 35, "the sample has changed too much");

        HashSet<CustomerId> SampleOf(CustomerRecord[] all)
        {
            SurveyAccumulator survey = new(request, SegmentThresholds.None);
            Array.ForEach(all, record => survey.Add(record, null));
            return [.. Told(survey).Sample.Select(one => one.Record.Id)];
        }
    }

    [Fact]
    public void Merge_PartOfAnotherRequest_IsRefused()
    {
        SurveyAccumulator survey = new(new SurveyRequest { ValueCuts = [1] }, SegmentThresholds.None);
        SurveyPart other = new SurveyAccumulator(new SurveyRequest { ValueCuts = [1, 2] }, SegmentThresholds.None).ToPart();
        Assert.Throws<ArgumentException>(() => survey.Merge(other));
    }

    [Fact]
    public void Check_RequestOutOfItsRanges_SaysWhere()
    {
        Assert.Contains("recency_days", Assert.Throws<ArgumentException>(new SurveyRequest { FeatureCuts = [[1, double.NaN]] }.Check).Message);
        Assert.Contains("predicted value", Assert.Throws<ArgumentException>(new SurveyRequest { ValueCuts = [double.PositiveInfinity] }.Check).Message);
        Assert.Contains("predicted value", Assert.Throws<ArgumentException>(new SurveyRequest { ValueCuts = [.. Enumerable.Range(0, 1_001).Select(cut => (double)cut)] }.Check).Message);
        Assert.Contains("20001", Assert.Throws<ArgumentException>(new SurveyRequest { Sample = 20_001 }.Check).Message);
    }

    private static SurveyAccumulator Survey(SurveyRequest request, SegmentThresholds thresholds, IEnumerable<(CustomerRecord Record, IReadOnlyList<ValuePoint> History)> customers)
    {
        SurveyAccumulator survey = new(request, thresholds);
        foreach ((CustomerRecord record, IReadOnlyList<ValuePoint> history) in customers)
        {
            survey.Add(record, history.Count == 0 ? null : history[^1]);
        }

        return survey;
    }

    private static PopulationSurvey Told(SurveyAccumulator survey) => survey.ToSurvey(new DateOnly(2011, 6, 30), isSettled: true, sequence: 7, "first");

    private static SurveyRequest RequestFor((CustomerRecord Record, IReadOnlyList<ValuePoint> History)[] everyone, int cuts, int drawn) => everyone.Length == 0
        ? new SurveyRequest { Density = true, Sample = drawn, Movers = Math.Min(drawn, SurveyRequest.MostMovers) }
        : SurveyOracle.RequestFor([.. everyone.Select(customer => customer.Record)], cuts, drawn, Math.Min(drawn, SurveyRequest.MostMovers));

    private static SegmentThresholds ThresholdsOf((CustomerRecord Record, IReadOnlyList<ValuePoint> History)[] everyone)
    {
        double[] values = [.. everyone.Where(customer => customer.Record.Source == PredictionSource.Model).Select(customer => customer.Record.PredictedValue).Order()];
        return SegmentThresholds.Of(values.Length, position => values[position]);
    }

    private static (CustomerRecord Record, IReadOnlyList<ValuePoint> History)[] Draw(Random random, int customers) =>
    [
        .. Enumerable.Range(0, customers).Select(number =>
        {
            double value = random.Next(4) == 0 ? random.Next(3) * 10 : Math.Exp((random.NextDouble() * 12) - 2);
            CustomerId id = number % 3 == 0 ? CustomerId.Parse($"C-{number}") : CustomerId.FromNumber(number);
            double[] features = [.. Enumerable.Range(0, FeatureSet.Count).Select(feature => feature % 2 == 0 ? random.Next(6) : random.NextDouble() * 100)];
            features[0] = random.Next(365);
            FeatureVector vector = random.Next(20) == 0 ? FeatureVector.OfOlder(features) : new FeatureVector(features);
            ValuePoint[] history = [.. Enumerable.Range(0, random.Next(4)).Select(month => new ValuePoint(new DateOnly(2011, month + 1, 28), random.Next(3) == 0 ? value : random.Next(50)))];
            return (Record(id, value, (PredictionSource)random.Next(4), (int)features[0], vector, random.Next(500)), (IReadOnlyList<ValuePoint>)history);
        }),
    ];

    private static CustomerRecord Record(CustomerId id, double value, PredictionSource source, int recencyDays, FeatureVector? features = null, int stageDays = 100)
    {
        int today = new DateOnly(2011, 6, 30).DayNumber;
        double[] values = new double[FeatureSet.Count];
        values[0] = recencyDays;
        return new CustomerRecord
        {
            Id = id,
            Features = features ?? new FeatureVector(values),
            Prediction = new Prediction { Value = value },
            IntervalLevel = double.NaN,
            Source = source,
            Window = new ObservationWindow(today),
            EdgesVersion = 1,
            BundleId = "first",
            FirstPurchaseDay = today - recencyDays - stageDays,
            LastPurchaseDay = source == PredictionSource.Pending ? null : today - recencyDays,
            WaitingInvoices = 0,
        };
    }
}
