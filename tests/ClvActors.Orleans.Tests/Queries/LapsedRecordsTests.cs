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
}
