using System.Text;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Cohorts;

namespace ClvActors.Learning.Tests.Monitoring;

public sealed class CohortTests
{
    private static readonly DateOnly Made = new(2020, 3, 10);

    [Theory]
    [InlineData(30, 30, null)]
    [InlineData(30, 31, 30)]
    [InlineData(30, 400, 30)]
    [InlineData(374, 180, null)]
    [InlineData(374, 181, 180)]
    [InlineData(374, 365, 364)]
    [InlineData(374, 375, 374)]
    public void Due_DaysAfter_IsReadWhenTheDayIsOver(int horizon, int days, int? until)
    {
        PredictionCohort cohort = Cohort(horizon, Made);

        Assert.Equal(until is { } day ? Made.AddDays(day) : null, CohortSchedule.Due(cohort, cohort.Horizons[0], Made.AddDays(days)));
    }

    [Fact]
    public void Read_RandomPurchases_SumsThoseOfTheHorizon()
    {
        MersenneTwister random = new(5);
        PredictionCohort cohort = Cohort(374, Made, customers: 40);
        (int Customer, int Day, int Pence)[] sales = [.. Enumerable.Range(0, 2_000).Select(_ => ((int)(random.NextDouble() * 40), (int)(random.NextDouble() * 500) - 60, (int)(random.NextDouble() * 9_999)))];

        // Day by day, each state holding 365 days and all that lies ahead.
        for (int day = 1; day <= 400; day++)
        {
            DateOnly asOf = Made.AddDays(day);
            if (CohortSchedule.Due(cohort, cohort.Horizons[0], asOf) is { } until)
            {
                CustomerPurchases[] held =
                [
                    .. cohort.Customers.Select((id, customer) => new CustomerPurchases(
                        Id(id), asOf, [.. sales.Where(sale => sale.Customer == customer && sale.Day > day - 365).Select(sale => new Purchase("1", Made.AddDays(sale.Day).ToDateTime(new TimeOnly(23, 59)), new Money(sale.Pence * 100L), 1))])),
                ];
                cohort = cohort with { Horizons = [CohortReading.Read(cohort, cohort.Horizons[0], until, held)] };
            }
        }

        Assert.Equal(HorizonState.Closed, cohort.Horizons[0].State);
        Assert.Equal(
            Enumerable.Range(0, 40).Select(customer => sales.Where(sale => sale.Customer == customer && sale.Day is > 0 and <= 374).Sum(sale => sale.Pence) / 100.0),
            cohort.Horizons[0].Spent, (one, other) => Math.Abs(one - other) < 1e-9);
    }

    [Fact]
    public void Read_StatesHaveForgotten_IsUnmeasurable()
    {
        PredictionCohort cohort = Cohort(30, Made);
        CustomerPurchases[] late = [new CustomerPurchases(Id("1"), Made.AddDays(366), [])];

        Assert.Equal(HorizonState.Unmeasurable, CohortReading.Read(cohort, cohort.Horizons[0], Made.AddDays(30), late).State);
        Assert.Equal(HorizonState.Closed, CohortReading.Read(cohort, cohort.Horizons[0], Made.AddDays(30), [late[0] with { AsOf = Made.AddDays(365) }]).State);
    }

    [Fact]
    public void Parse_Written_IsTheSame()
    {
        PredictionCohort cohort = Cohort(30, Made, 3);

        Assert.Equal(CohortFile.Write(cohort), CohortFile.Write(CohortFile.Parse(CohortFile.Write(cohort))));
        Assert.Equal("cohort-2020-03-10.json", CohortFile.NameOf(cohort));
    }

    [Theory]
    [InlineData("\"format_version\":1", "\"format_version\":2", "format_version is 2")]
    [InlineData("\"spent\":[0,0,0]", "\"spent\":[0,0]", "horizons[0].spent does not hold 3 numbers")]
    [InlineData("\"members\":[0,1,2]", "\"members\":[0,1,3]", "horizons[0].members")]
    [InlineData("\"state\":\"open\"", "\"state\":\"ajar\"", "state")]
    [InlineData("\"segments\":[0,0,0]", "\"segments\":[0,0,5]", "segments")]
    [InlineData("{\"format", "{{", "is not JSON")]
    [InlineData("\"made\":\"2020-03-10\",", "", "made is missing")]
    public void Parse_Damaged_NamesTheField(string part, string damaged, string message)
    {
        string text = Encoding.UTF8.GetString(CohortFile.Write(Cohort(30, Made, 3)));
        Assert.Contains(part, text, StringComparison.Ordinal);

        string said = Assert.Throws<InvalidDataException>(() => CohortFile.Parse(Encoding.UTF8.GetBytes(text.Replace(part, damaged, StringComparison.Ordinal)))).Message;

        Assert.Contains(message, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SeveralCohorts_RollsOverTheNewestThree()
    {
        PredictionCohort[] cohorts = [.. Enumerable.Range(0, 5).Select(month => Closed(Made.AddMonths(month), month < 4 ? 10 * (month + 1) : null))];

        LiveAccuracy row = Assert.Single(AccuracyRows.Of(cohorts, [], new BundleIdentity("a", null)));

        // Errors are 10, 20, 30, 40 of 100.
        Assert.Equal((3, 4, 1, 0), (row.Live.Customers, row.ClosedCohorts, row.OpenCohorts, row.UnmeasurableCohorts));
        Assert.Equal(30, row.Live.Mae!.Value, 1e-12);
        Assert.Equal(0.3, row.Live.RelativeMae!.Value, 1e-12);
        Assert.Equal(0.5, row.Drop.Mae!.Value, 1e-12);
        Assert.Equal(DriftLevel.Unknown, row.Level);
        Assert.Equal(new[] { 10.0, 20, 30, 40 }, row.Cohorts.Select(cohort => cohort.Live.Mae!.Value));
        Assert.Equal(Made.AddMonths(4).AddDays(30), row.NextEnd);
        Assert.Equal([true, false, false, false, false], cohorts.Select(cohort => AccuracyRows.IsDone(cohort, cohorts)));

        // What is forgotten stays in the row.
        LiveAccuracy later = Assert.Single(AccuracyRows.Of(cohorts[1..], [row], new BundleIdentity("a", null)));
        Assert.Equal((4, row.Live), (later.ClosedCohorts, later.Live));
        Assert.False(Assert.Single(AccuracyRows.Of(cohorts[1..], [row], new BundleIdentity("b", null))).IsCurrent);
    }

    [Fact]
    public void Drop_AgainstValidation_IsTheShareByWhichItIsWorse()
    {
        AccuracyMeasures validation = new() { Customers = 500, RelativeMae = 0.5, Spearman = 0.8, Coverage = 0.8 };
        AccuracyDrop drop = AccuracyComparison.Drop(new AccuracyMeasures { Customers = 900, RelativeMae = 0.6, Spearman = 0.6, Coverage = 0.9 }, validation);

        Assert.Equal(0.2, drop.Mae!.Value, 1e-12);
        Assert.Equal(0.25, drop.Spearman!.Value, 1e-12);
        Assert.Equal(-0.125, drop.Coverage!.Value, 1e-12);
        Assert.Equal(DriftLevel.Alert, AccuracyComparison.LevelOf(drop, 900));
        Assert.Equal(DriftLevel.Unknown, AccuracyComparison.LevelOf(drop, 199));
        Assert.Equal(new AccuracyDrop(null, null, null), AccuracyComparison.Drop(validation, new AccuracyMeasures { Customers = 0 }));
    }

    private static CustomerId Id(string text) => CustomerId.TryParse(text, out CustomerId id) ? id : throw new InvalidOperationException(text);

    private static PredictionCohort Closed(DateOnly made, double? error)
    {
        PredictionCohort cohort = Cohort(30, made);
        CohortHorizon horizon = cohort.Horizons[0] with
        {
            State = error is null ? HorizonState.Open : HorizonState.Closed,
            Predicted = [100 + (error ?? 0)],
            Spent = [100],
            Validation = new AccuracyMeasures { Customers = 10, RelativeMae = 0.2 },
        };
        return cohort with { Horizons = [horizon] };
    }

    private static PredictionCohort Cohort(int days, DateOnly made, int customers = 1) => new()
    {
        FormatVersion = 1,
        Made = made,
        BundleId = "a",
        Customers = [.. Enumerable.Range(1, customers).Select(id => $"{id}")],
        Segments = new int[customers],
        Stages = new int[customers],
        Horizons =
        [
            new CohortHorizon
            {
                Name = "30d",
                Days = days,
                BundleId = "a",
                IsShadow = false,
                Members = [.. Enumerable.Range(0, customers)],
                Population = CohortHorizon.ModelScored,
                Predicted = new double[customers],
                Validation = new AccuracyMeasures { Customers = 0 },
                SegmentCoverage = [],
                State = HorizonState.Open,
                ReadTo = made,
                Spent = new double[customers],
            },
        ],
    };
}
