using ClvActors.Host.Telemetry;

namespace ClvActors.Host.Tests.Telemetry;

public sealed class TelemetrySettingsTests
{
    [Theory]
    [InlineData("", false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT= ", false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://c:4317", false, true)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://c:4317", true, false)]
    [InlineData("OTEL_TRACES_EXPORTER=otlp", false, true)]
    [InlineData("OTEL_METRICS_EXPORTER=otlp,prometheus", true, false)]
    [InlineData("OTEL_METRICS_EXPORTER=prometheus;OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317", false, true)]
    [InlineData("OTEL_TRACES_EXPORTER=none;OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317", true, false)]
    [InlineData("OTEL_SDK_DISABLED=TRUE;OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317", false, false)]
    [InlineData("OTEL_SDK_DISABLED=false;OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317", true, true)]
    public void Read_StandardVariables_TurnSignalsOn(string variables, bool metrics, bool traces)
    {
        TelemetrySettings settings = Read(variables);

        Assert.Equal((metrics, traces), (settings.ExportsMetrics, settings.ExportsTraces));
        Assert.Equal(variables.Contains("DISABLED=TRUE", StringComparison.Ordinal), settings.IsDisabled);
        Assert.Empty(settings.UnknownExporters);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317", false)]
    [InlineData("OTEL_TRACES_SAMPLER= ;OTEL_TRACES_SAMPLER_ARG=0.5", false)]
    [InlineData("OTEL_TRACES_SAMPLER=parentbased_always_on", true)]
    public void Read_ASampler_TakesThePlaceOfTheLimit(string variables, bool isNamed) => Assert.Equal(isNamed, Read(variables).NamesSampler);

    [Fact]
    public void Read_AnExporterThatIsNotHere_IsNamed() => Assert.Equal(["console", "zipkin"], Read("OTEL_METRICS_EXPORTER=console;OTEL_TRACES_EXPORTER=otlp,zipkin").UnknownExporters);

    private static TelemetrySettings Read(string variables)
    {
        Dictionary<string, string> set = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return TelemetrySettings.Read(set.GetValueOrDefault);
    }
}
