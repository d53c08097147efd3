using System.Diagnostics;
using System.Net;
using ClvActors.Orleans.Tests.Postgres;
using ClvActors.TestData;

namespace ClvActors.Orleans.Tests.Processes;

/// <summary>The silo of the aggregator hangs, which nobody can tell from a dead one.</summary>
public sealed class FrozenSiloTests(PostgresServer server)
{
    private const int MostAnswers = 1_000;

    // Without the limit of an answer a call to a frozen silo takes Orleans' 15 s; a limit of this test closer to the answer's own 3 s would measure how busy the machine is.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(14.5);

    [Fact]
    public async Task Health_AggregatorHangs_FailsClearlyInTimeUntilItHasMovedAndTheFrozenSiloEnds()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string database = await server.CreateDatabaseAsync();
        await using SiloProcess first = await SiloProcess.StartAsync(database, LoopbackPorts.Take());
        await using SiloProcess second = await SiloProcess.StartAsync(database, LoopbackPorts.Take());

        // It was alone when the aggregator was first asked.
        first.Freeze();
        TimeSpan longest = TimeSpan.Zero;
        int failures = 0;
        HttpStatusCode status;
        do
        {
            long started = Stopwatch.GetTimestamp();
            using HttpResponseMessage health = await second.Client.GetAsync("/health", cancellation);
            string body = await health.Content.ReadAsStringAsync(cancellation);
            TimeSpan took = Stopwatch.GetElapsedTime(started);
            longest = took > longest ? took : longest;
            status = health.StatusCode;
            if (status != HttpStatusCode.OK)
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
                ErrorShape.Assert(body);
                failures++;
            }
        }
        while (status != HttpStatusCode.OK && failures < MostAnswers);

        TestContext.Current.TestOutputHelper?.WriteLine($"{failures} clear failures, longest answer {longest.TotalMilliseconds:0} ms");
        Assert.True(longest <= LongestAnswer, $"/health took {longest}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(longest > TimeSpan.FromSeconds(1), "the aggregator was not in the frozen silo");

        first.Thaw();
        int code = await first.ExitAsync("it was found dead");
        TestContext.Current.TestOutputHelper?.WriteLine($"exit code of the silo that was found dead: {code}");
        Assert.NotEqual(0, code);
        Assert.Equal(0, await second.StopAsync());
    }
}
