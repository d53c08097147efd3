using System.Globalization;

namespace ClvActors.Benchmarks;

/// <summary>What telemetry costs: the same shop ingested and the same population scored anew by two warm processes, one with telemetry off and one with it on, in turns of a few batches.</summary>
/// <remarks>
/// On: metrics, traces, both pushed by OTLP to a third process that throws them away, and a scrape; what making, pushing and writing cost is counted as telemetry's, the last push included,
/// which like the scrape comes at the end of every ingest and every scoring, seconds apart, and not after a minute. Off: <c>OTEL_SDK_DISABLED</c>, the measured service included. Variables of the caller's environment (<c>OTEL_TRACES_SAMPLER</c>,
/// <c>OTEL_TRACES_EXPORTER</c>) hold for the one with telemetry on. Settling is asked for and not left to time, so both do the same work. Turns are short so that a machine's other work hits both alike;
/// processor time is each process's own from the first batch to the last push, its pauses included.
/// </remarks>
internal static class TelemetryOverhead
{
    private const int Swaps = 30;
    private const int BatchesPerTurn = 20;
    private const int WarmUps = 2;
    private const int RunsPerRound = 2;

    /// <summary>Measures.</summary>
    /// <param name="rounds">How many times both processes are started anew: two processes that do the same differ too, by how they were compiled and where their memory lies.</param>
    /// <param name="linesPerBatch">Lines of a batch.</param>
    /// <param name="isControl">Whether telemetry is off in both: what remains is the noise.</param>
    public static void Run(int rounds, int linesPerBatch, bool isControl)
    {
        using ChildProcess receiver = new([TelemetryReceiver.Command]);
        string endpoint = receiver.Read();
        List<(Cost Off, Cost On)> ingests = [];
        List<(Cost Off, Cost On)> scorings = [];
        for (int round = 0; round < rounds; round++)
        {
            string lines = linesPerBatch.ToString(CultureInfo.InvariantCulture);
            Dictionary<string, string?> silent = new() { ["OTEL_SDK_DISABLED"] = "true" };
            Dictionary<string, string?> telling = new()
            {
                ["OTEL_SDK_DISABLED"] = null,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            };
            using ChildProcess off = new([TelemetryWorker.Command, lines], silent);
            using ChildProcess on = new([TelemetryWorker.Command, lines], isControl ? silent : telling);
            RunRound(round, off, on, ingests, scorings);
        }

        Tell("ingest, processor", ingests, cost => cost.Processor);
        Tell("ingest, wall", ingests, cost => cost.Wall);
        Tell("scoring, processor", scorings, cost => cost.Processor);
        Tell("scoring, wall", scorings, cost => cost.Wall);
        Console.WriteLine($"received, warm-up included: {receiver.Finish()}");
    }

    private static void RunRound(int round, ChildProcess off, ChildProcess on, List<(Cost Off, Cost On)> ingests, List<(Cost Off, Cost On)> scorings)
    {
        string[] size = off.Read().Split(' ');
        _ = on.Read();
        int batches = int.Parse(size[0], CultureInfo.InvariantCulture);
        if (round == 0)
        {
            Console.WriteLine($"{size[1]} lines in {batches} batches, then {Swaps} model swaps, in turns of {BatchesPerTurn} batches and of one swap");
        }

        for (int run = -WarmUps; run < RunsPerRound; run++)
        {
            (Cost Off, Cost On) opening = (Step(off, "open"), Step(on, "open"));
            string[] turns = [.. Enumerable.Repeat($"ingest {BatchesPerTurn}", (batches + BatchesPerTurn - 1) / BatchesPerTurn), "settle", "scrape", "flush"];
            (Cost Off, Cost On) ingest = TakeTurns(off, on, turns);
            (Cost Off, Cost On) scoring = TakeTurns(off, on, [.. Enumerable.Repeat("swap", Swaps), "scrape", "flush"]);
            if (run < 0)
            {
                continue;
            }

            ingests.Add((ingest.Off.Since(opening.Off), ingest.On.Since(opening.On)));
            scorings.Add((scoring.Off.Since(ingest.Off), scoring.On.Since(ingest.On)));
            Console.WriteLine($"round {round + 1}, run {run + 1}: ingest {Text(ingests[^1])}; scoring {Text(scorings[^1])}");
        }
    }

    // Who goes first changes, so that neither always finds the other's leavings in the caches.
    private static (Cost Off, Cost On) TakeTurns(ChildProcess off, ChildProcess on, string[] steps)
    {
        (Cost offEnd, Cost onEnd) = (default, default);
        for (int turn = 0; turn < steps.Length; turn++)
        {
            if (turn % 2 == 0)
            {
                offEnd = offEnd.Then(Step(off, steps[turn]));
                onEnd = onEnd.Then(Step(on, steps[turn]));
            }
            else
            {
                onEnd = onEnd.Then(Step(on, steps[turn]));
                offEnd = offEnd.Then(Step(off, steps[turn]));
            }
        }

        return (offEnd, onEnd);
    }

    private static Cost Step(ChildProcess process, string step)
    {
        double[] times = [.. process.Ask(step).Split(' ').Select(time => double.Parse(time, CultureInfo.InvariantCulture))];
        return new Cost(times[0], times[1]);
    }

    private static string Text((Cost Off, Cost On) pair) => $"processor {pair.Off.Processor:F0} -> {pair.On.Processor:F0} ms, wall {pair.Off.Wall:F0} -> {pair.On.Wall:F0} ms";

    private static void Tell(string what, List<(Cost Off, Cost On)> pairs, Func<Cost, double> part)
    {
        double[] ratios = [.. pairs.Select(pair => part(pair.On) / part(pair.Off)).Order()];
        double off = Median(pairs.Select(pair => part(pair.Off)));
        double on = Median(pairs.Select(pair => part(pair.On)));
        Console.WriteLine($"{what}: off {off:F0} ms, on {on:F0} ms, ratio of medians {on / off:F3}, median ratio {Median(ratios):F3} ({ratios[0]:F3} to {ratios[^1]:F3})");
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    // Milliseconds: of the processor since the process began, and by the clock of the steps so far.
    private readonly record struct Cost(double Processor, double Wall)
    {
        public Cost Then(Cost step) => new(step.Processor, Wall + step.Wall);

        public Cost Since(Cost before) => this with { Processor = Processor - before.Processor };
    }
}
