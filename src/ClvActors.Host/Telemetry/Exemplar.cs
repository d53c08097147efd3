using System.Diagnostics;

namespace ClvActors.Host.Telemetry;

/// <summary>A measured value and the sampled trace in which it was measured.</summary>
/// <param name="Value">The value in the unit of the metric's name.</param>
/// <param name="Time">When it was measured.</param>
/// <param name="TraceId">The trace.</param>
/// <param name="SpanId">The span that was current.</param>
internal readonly record struct Exemplar(double Value, DateTimeOffset Time, ActivityTraceId TraceId, ActivitySpanId SpanId);
