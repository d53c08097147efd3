using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Cohorts;

namespace ClvActors.Host.Tests.Monitoring;

public sealed class AccuracyDropTests
{
    [Theory]
    [InlineData(0.0, 50.0, 1.0)]
    [InlineData(0.0, 0.0, null)]
    public void Drop_NobodySpends_IsWholeWhereSpendingWasPredicted(double actual, double predicted, double? drop)
    {
        AccuracyMeasures live = new() { Customers = 500, MeanActual = actual, MeanPredicted = predicted };

        Assert.Equal(drop, AccuracyComparison.Drop(live, new AccuracyMeasures { Customers = 500, RelativeMae = 0.8 }).Mae);
    }
}
