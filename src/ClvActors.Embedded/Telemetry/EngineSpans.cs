using System.Diagnostics;
using ClvActors.Embedded.Engine;

namespace ClvActors.Embedded.Telemetry;

/// <summary>The embedded engine's spans, from the source <c>ClvActors.Embedded</c>.</summary>
/// <remarks>Costs nothing while nobody listens. Spans carry sizes, never a customer's id.</remarks>
internal static class EngineSpans
{
    private static readonly ActivitySource Source = new(EngineInstruments.Name);

    /// <summary>Starts the span of a commit group: below the first sampled batch, with links to the others.</summary>
    /// <returns>Null while nobody listens and when none of the batches is sampled.</returns>
    public static Activity? StartGroup(IReadOnlyList<PendingBatch> group)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        ActivityContext first = default;
        List<ActivityLink>? others = null;
        foreach (PendingBatch batch in group)
        {
            if ((batch.Trace.TraceFlags & ActivityTraceFlags.Recorded) == 0)
            {
                continue;
            }

            if (first == default)
            {
                first = batch.Trace;
            }
            else
            {
                (others ??= []).Add(new ActivityLink(batch.Trace));
            }
        }

        Activity? span = first == default ? null : Source.StartActivity("clv.commit_group", ActivityKind.Internal, first, links: others);
        return span?.SetTag("clv.batches", group.Count);
    }

    /// <summary>Starts a part of the span that is current; null without one.</summary>
    public static Activity? StartPart(string name) => Activity.Current is null ? null : Source.StartActivity(name);

    /// <summary>Tells something that the engine did on its own and that has just ended.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="start">When it began, as <see cref="EngineInstruments.Start"/> gave it.</param>
    /// <param name="now">The time of day.</param>
    /// <param name="rescores">Customers scored for it; negative to leave it out.</param>
    public static void Tell(string name, long start, TimeProvider now, long rescores = -1)
    {
        if (!Source.HasListeners())
        {
            return;
        }

        DateTimeOffset end = now.GetUtcNow();
        using Activity? span = Source.StartActivity(name, ActivityKind.Internal, Activity.Current?.Context ?? default, startTime: end - Stopwatch.GetElapsedTime(start));
        if (rescores >= 0)
        {
            span?.SetTag("clv.rescores", rescores);
        }

        span?.SetEndTime(end.UtcDateTime);
    }
}
