using ClvActors.Domain.Scoring;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Surveys;
using ClvActors.Orleans.Tests.Partitions;
using ClvActors.Orleans.Tests.Queries;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Orleans.Tests.Surveys;

public sealed class PopulationSurveysTests
{
    [Fact]
    public async Task TakeAsync_AnyPartitions_EqualsSlowCounts()
    {
        for (int seed = 1; seed <= 25; seed++)
        {
            Random random = new(seed);
            CustomerEntry[] entries = [.. SampleEntries.NewestOf(SampleEntries.Stream(random, random.Next(1, 200), random.Next(400))).Select(entry => WithHistory(random, entry))];
            PlainPopulation plain = new(entries);

            // The view may be of another day: its number of customers says only about how many there are.
            var view = SampleEntries.View(thresholds: plain.Thresholds()) with { Customers = random.Next(3) switch { 0 => 100_000, 1 => plain.Everyone.Length, _ => 0 } };
            SurveyRequest request = plain.Everyone.Length == 0
                ? new SurveyRequest { Density = true, Sample = 3, Movers = 3 }
                : SurveyOracle.RequestFor(plain.Everyone, random.Next(1, 20), sample: random.Next(0, 60), movers: random.Next(0, 20));
            StandInPartitions partitions = new(random.Next(1, 10), entries);
            SurveyAccumulator survey = await new PopulationSurveys(new PartitionFanOut(partitions)).TakeAsync(request, view);
            SurveyOracle.AssertEqual(
                SurveyOracle.Of(request, view.Thresholds, entries.Select(entry => (entry.Record, (IReadOnlyList<ValuePoint>)entry.History.ToPoints()))),
                survey.ToSurvey(view.Window.AsOf, isSettled: true, 1, view.BundleId), $"seed {seed}");
        }
    }

    [Fact]
    public async Task TakeAsync_LargePopulation_IsSentHardlyMoreThanTheSample()
    {
        CustomerEntry[] entries = [.. Enumerable.Range(1, 4_000).Select(number => SampleEntries.Entry($"{number}"))];
        StandInPartitions partitions = new(8, entries);
        int sent = 0;
        PartitionFanOut fanOut = new(partitions);
        ulong bound = SurveyAccumulator.HashBoundFor(100, entries.Length);
        foreach (SurveyAnswer answer in await fanOut.AskAsync(partition => partition.Survey(SurveyQuestion.Of(new SurveyRequest { Sample = 100 }, [4, 3, 2, 1], bound))))
        {
            sent += answer.Sample.Length;
        }

        Assert.InRange(sent, 100, 260);
        SurveyAccumulator survey = await new PopulationSurveys(fanOut).TakeAsync(new SurveyRequest { Sample = 100 }, SampleEntries.View() with { Customers = entries.Length });
        Assert.Equal(100, survey.ToPart().Sample.Length);
        Assert.Equal(16, partitions.Asked.Count);
    }

    [Fact]
    public async Task SearchAsync_AnyPartitions_FindsTheFirstOfAll()
    {
        Random random = new(3);
        CustomerEntry[] entries = SampleEntries.NewestOf(SampleEntries.Stream(random, 300, 900));
        PartitionFanOut fanOut = new(new StandInPartitions(7, entries));
        foreach (string prefix in (string[])["", "1", "13", "x", "x2", "7", "none"])
        {
            CustomerId[] expected = [.. entries.Select(entry => entry.Id).Where(id => id.ToString().StartsWith(prefix, StringComparison.Ordinal)).Order().Take(10)];
            Assert.Equal(expected, await fanOut.SearchAsync(prefix, 10));
        }
    }

    private static CustomerEntry WithHistory(Random random, CustomerEntry entry)
    {
        int months = random.Next(3);
        return entry with
        {
            History = new ValueHistory([.. Enumerable.Range(0, months).Select(month => 733_000 + (month * 30))], [.. Enumerable.Range(0, months).Select(_ => random.Next(12) * 10.25)]),
        };
    }
}
