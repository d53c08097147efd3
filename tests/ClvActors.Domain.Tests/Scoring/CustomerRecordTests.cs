using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Scoring;

public class CustomerRecordTests
{
    private static readonly int AsOf = new DateOnly(2011, 6, 30).DayNumber;

    [Theory]
    [InlineData(PredictionSource.Model, true, "model")]
    [InlineData(PredictionSource.ColdStart, true, "cold_start")]
    [InlineData(PredictionSource.Lapsed, false, "lapsed")]
    [InlineData(PredictionSource.Pending, false, "pending")]
    public void IsInPopulation_Source_OnlyWithAPurchaseInTheWindow(PredictionSource source, bool isInPopulation, string name)
    {
        Assert.Equal(isInPopulation, Record(source, 0, 0).IsInPopulation);
        Assert.Equal(name, source.Name());
    }

    [Theory]
    [InlineData(366, 366, LifecycleStage.Loyal, PurchaseStatus.ChurnRisk)]
    [InlineData(365, 31, LifecycleStage.Established, PurchaseStatus.Lagging)]
    [InlineData(91, 0, LifecycleStage.Growing, PurchaseStatus.Active)]
    [InlineData(-5, null, LifecycleStage.New, PurchaseStatus.Active)]
    public void StageAndStatus_DaysBeforeTheDate_OfFirstAndLastPurchase(int first, int? last, LifecycleStage stage, PurchaseStatus status)
    {
        CustomerRecord record = Record(PredictionSource.Model, first, last);
        Assert.Equal(stage, record.Stage);
        Assert.Equal(status, record.Status);
    }

    [Fact]
    public void NextPurchaseDate_IsCountedFromTheAsOfDate()
    {
        CustomerRecord record = Record(PredictionSource.Model, 0, 0);
        Assert.Equal((3, new DateOnly(2011, 7, 5)), (record.PredictedValue, record.NextPurchaseDate));
    }

    private static CustomerRecord Record(PredictionSource source, int daysSinceFirst, int? daysSinceLast) => new()
    {
        Id = CustomerId.FromNumber(1),
        Features = new FeatureVector(new double[FeatureSet.Count]),
        Prediction = new Prediction { Value = 3, DaysToNextPurchase = 4.5 },
        IntervalLevel = double.NaN,
        Source = source,
        Window = new ObservationWindow(AsOf),
        EdgesVersion = 1,
        BundleId = "clv-12m",
        FirstPurchaseDay = AsOf - daysSinceFirst,
        LastPurchaseDay = AsOf - daysSinceLast,
        WaitingInvoices = 0,
    };
}
