using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Alerts;

namespace ClvActors.Learning.Tests.Monitoring;

public sealed class AlertBookTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private IReadOnlyList<MonitoringAlert> _alerts = [];
    private int _day;

    [Fact]
    public void Update_ValueAroundTheThreshold_DoesNotFlicker()
    {
        Assert.Empty(Update(0.24));
        Assert.True(Assert.Single(Update(0.26)).IsActive);
        Assert.True(Assert.Single(Update(0.24)).IsActive);
        Assert.True(Assert.Single(Update(0.21)).IsActive);
        MonitoringAlert cleared = Assert.Single(Update(0.19));
        Assert.Equal((new DateOnly(2020, 1, 2), new DateOnly(2020, 1, 5)), (cleared.RaisedAsOf, cleared.ClearedAsOf!.Value));
        Assert.Single(Update(0.24));
        Assert.Equal([true, false], Update(0.3).Select(alert => alert.IsActive));
    }

    [Fact]
    public void Update_NotKnown_NeitherRaisesNorClears()
    {
        Assert.Empty(Update(null));
        Update(0.3);
        MonitoringAlert alert = Assert.Single(Update(null));
        Assert.Equal((true, "0.3"), (alert.IsActive, alert.Text));
        Assert.Equal("0.4", Assert.Single(Update(0.4)).Text);
    }

    [Fact]
    public void Update_AnotherBundle_ClearsAndRaisesItsOwn()
    {
        Update(0.3);
        Assert.Equal([("b", true), ("a", false)], Update(0.3, "b").Select(alert => (alert.BundleId, alert.IsActive)));
    }

    [Fact]
    public void Update_ManyAlerts_KeepsTheNewest()
    {
        for (int time = 0; time < AlertBook.KeptCleared + 20; time++)
        {
            Update(0.3);
            Update(0.1);
        }

        Assert.Equal(AlertBook.KeptCleared, _alerts.Count);
        Assert.Equal(_alerts.Max(alert => alert.RaisedAsOf), _alerts[0].RaisedAsOf);
    }

    private IReadOnlyList<MonitoringAlert> Update(double? value, string bundle = "a") =>
        _alerts = AlertBook.Update(_alerts, [new AlertCondition(AlertCodes.FeatureDrift, "", new BundleIdentity(bundle, null), value, 0.25, 0.2, $"{value}")], new DateOnly(2020, 1, 1).AddDays(_day), At.AddMinutes(_day++));
}
