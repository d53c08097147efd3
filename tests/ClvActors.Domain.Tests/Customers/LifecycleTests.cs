using ClvActors.Domain.Customers;

namespace ClvActors.Domain.Tests.Customers;

public class LifecycleTests
{
    [Theory]
    [InlineData(0, LifecycleStage.New)]
    [InlineData(90, LifecycleStage.New)]
    [InlineData(91, LifecycleStage.Growing)]
    [InlineData(180, LifecycleStage.Growing)]
    [InlineData(181, LifecycleStage.Established)]
    [InlineData(365, LifecycleStage.Established)]
    [InlineData(366, LifecycleStage.Loyal)]
    [InlineData(5_000, LifecycleStage.Loyal)]
    public void Stage_Bounds_BelongToTheEarlierStage(int days, LifecycleStage stage) => Assert.Equal(stage, Lifecycle.Stage(days));

    [Theory]
    [InlineData(0, PurchaseStatus.Active, "Active")]
    [InlineData(30, PurchaseStatus.Active, "Active")]
    [InlineData(31, PurchaseStatus.Lagging, "Lagging")]
    [InlineData(90, PurchaseStatus.Lagging, "Lagging")]
    [InlineData(91, PurchaseStatus.Dormant, "Dormant")]
    [InlineData(180, PurchaseStatus.Dormant, "Dormant")]
    [InlineData(181, PurchaseStatus.ChurnRisk, "Churn-risk")]
    [InlineData(900, PurchaseStatus.ChurnRisk, "Churn-risk")]
    public void Status_Bounds_BelongToTheMoreRecentStatus(int days, PurchaseStatus status, string name)
    {
        Assert.Equal(status, Lifecycle.Status(days));
        Assert.Equal(name, status.Name());
    }
}
