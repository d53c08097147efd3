using ClvActors.Host.Telemetry;

namespace ClvActors.Host.Tests.Telemetry;

public sealed class ExpositionFormatTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("*/*", false)]
    [InlineData("text/plain", false)]
    [InlineData("application/openmetrics-text", true)]
    [InlineData("application/openmetrics-text; version=1.0.0; charset=utf-8", true)]
    [InlineData("application/openmetrics-text;version=0.0.1", false)]
    [InlineData("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", true)]
    [InlineData("application/openmetrics-text;q=0.3,text/plain;q=0.9", false)]
    [InlineData("application/openmetrics-text;q=0", false)]
    [InlineData("this is no header;;;", false)]
    public void PrefersOpenMetrics_ByAccept(string accept, bool expected) => Assert.Equal(expected, ExpositionFormat.PrefersOpenMetrics(accept));
}
