using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Domain.Tests.Scoring;

public sealed class CustomerScorerTests
{
    private static readonly ExponentialModel Model = new("first", 4);
    private static readonly CustomerId Id = CustomerId.FromNumber(5);
    private static readonly int Today = SampleRecords.Today;

    [Fact]
    public void Score_TwoPurchases_AsksTheModel()
    {
        RfmScores scores = new(5, 2, 1);
        CustomerRecord record = Score(scores, Today - 20, Today - 4);
        double[] features = new double[FeatureSet.Count];
        CustomerState state = State(Today - 20, Today - 4);
        FeatureFormulas.Write(state.Totals(), state.Behaviour(), 4, scores, features);
        Assert.Equal(new FeatureVector(features), record.Features);
        Assert.Equal(PredictionSource.Model, record.Source);
        Assert.Equal((Model.Predict(PredictionSource.Model, features), 0.8), (record.Prediction, record.IntervalLevel));
        Assert.Equal((Id, 17L, "first", Today - 20, Today - 4, 0), (record.Id, record.EdgesVersion, record.BundleId, record.FirstPurchaseDay, record.LastPurchaseDay, record.WaitingInvoices));
    }

    [Fact]
    public void Score_OnePurchase_IsAColdStart()
    {
        CustomerRecord record = Score(new RfmScores(3, 3, 3), Today - 4);
        Assert.Equal((PredictionSource.ColdStart, Model.Predict(PredictionSource.ColdStart, record.Features.Values)), (record.Source, record.Prediction));
        Assert.Equal((4.0, 1), (record.Features.RecencyDays, record.Features.Frequency));
    }

    [Fact]
    public void Score_OnePurchaseInTheWindowAndManyBefore_IsAColdStart() =>
        Assert.Equal(PredictionSource.ColdStart, Score(new RfmScores(3, 3, 3), Today - 600, Today - 500, Today - 365, Today - 364).Source);

    [Fact]
    public void Score_NothingInTheWindow_HasLapsed()
    {
        CustomerRecord record = Score(default, Today - 500, Today - 365);
        Assert.Equal((PredictionSource.Lapsed, 365.0, Today - 365), (record.Source, record.Features.RecencyDays, record.LastPurchaseDay));
        Assert.Equal(Model.Predict(PredictionSource.Lapsed, record.Features.Values), record.Prediction);
        double[] expected = new double[FeatureSet.Count];
        expected[0] = 365;
        expected[FeatureSet.IndexOf("lifetime_days")] = 500;
        Assert.Equal(expected, record.Features.Values.ToArray());
    }

    [Fact]
    public void Score_EverythingWaits_IsPending()
    {
        CustomerRecord record = Score(default, Today + 1, Today + 9);
        Assert.Equal((PredictionSource.Pending, 0.0), (record.Source, record.Features.RecencyDays));
        Assert.Equal(Model.Predict(PredictionSource.Pending, record.Features.Values), record.Prediction);
        Assert.All(record.Features.Values.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal((null, Today + 1, 2), (record.LastPurchaseDay, record.FirstPurchaseDay, record.WaitingInvoices));
    }

    [Fact]
    public void Score_LapsedWithOneThatWaits_IsLapsed()
    {
        CustomerRecord record = Score(default, Today - 400, Today + 1);
        Assert.Equal((PredictionSource.Lapsed, 1), (record.Source, record.WaitingInvoices));
    }

    [Fact]
    public void Score_Again_AllocatesNothingButTheRecordAndItsFeatures()
    {
        CustomerState state = State(Today - 20, Today - 4);
        WindowTotals totals = state.Totals();
        _ = AllocatedBy(() => CustomerScorer.Score(state, totals, default, 17, Model));
        _ = AllocatedBy(() => SampleRecords.Record(3));
        Assert.Equal(AllocatedBy(() => SampleRecords.Record(3)), AllocatedBy(() => CustomerScorer.Score(state, totals, default, 17, Model)));
    }

    private static long AllocatedBy(Func<CustomerRecord> make)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        make();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static CustomerRecord Score(RfmScores scores, params int[] days)
    {
        CustomerState state = State(days);
        return CustomerScorer.Score(state, state.Totals(), scores, 17, Model);
    }

    private static CustomerState State(params int[] days)
    {
        CustomerState state = new(Id, new StockCodeTable(), ObservationWindow.Unset);
        foreach (int day in days)
        {
            DateTime time = DateOnly.FromDayNumber(day).ToDateTime(new TimeOnly(18, 5));
            state.ApplyPurchase(new TransactionLine($"{day}", "85123A", "", 3, time, new Money(29_500), Id, "United Kingdom"));
        }

        state.AdvanceTo(new ObservationWindow(Today));
        return state;
    }
}
