using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Tests.Partitions;

namespace ClvActors.Orleans.Tests.Queries;

public sealed class LapsedRecordsTests
{
    [Theory]
    [InlineData(PredictionSource.Model, 5)]
    [InlineData(PredictionSource.Lapsed, 5)]
    [InlineData(PredictionSource.Lapsed, 0)]
    [InlineData(PredictionSource.Lapsed, -3)]
    public void AsOf_RecordThatASweepVisitsOrThatIsNotBehind_Stays(PredictionSource source, int days)
    {
        CustomerRecord record = SampleEntries.Entry("1", source: source).Record;
        Assert.Same(record, LapsedRecords.AsOf(SampleEntries.View(asOfDay: SampleEntries.Today + days), record));
    }

    [Fact]
    public void AsOf_LapsedRecordBehind_MovesTheDaysSinceItsFirstAndLastPurchase()
    {
        CustomerRecord record = SampleEntries.Entry("1", value: 0, source: PredictionSource.Lapsed, lastDay: SampleEntries.Today - 400, firstDay: SampleEntries.Today - 500).Record;
        double[] expected = new double[FeatureSet.Count];
        expected[0] = 405;
        expected[FeatureSet.IndexOf("lifetime_days")] = 505;
        Assert.Equal(expected, LapsedRecords.AsOf(SampleEntries.View(asOfDay: SampleEntries.Today + 5), record).Features.Values.ToArray());
    }
}
