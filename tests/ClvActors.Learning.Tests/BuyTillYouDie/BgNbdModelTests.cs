using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Tests.Boosting;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.BuyTillYouDie;

public sealed class BgNbdModelTests
{
    private static readonly (int Frequency, double Recency, double Age)[] Histories =
        [(0, 0, 0), (0, 0, 40), (1, 0, 12), (1, 30, 30), (2, 3, 39), (20, 37, 38.5)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AllAnswers_AnyHistory_EqualTheIntegralOverRateAndDropout(bool isModified)
    {
        foreach ((double r, double alpha, double a, double b) in ((double, double, double, double)[])[(0.6, 4.4, 0.79, 2.43), (1.6, 12, 1, 1.04), (3, 20, 2.5, 0.5)])
        {
            BgNbdModel model = new(r, alpha, a, b, isModified);
            PosteriorIntegral exact = new(model);
            foreach ((int x, double recency, double age) in Histories)
            {
                Assert.Equal(Math.Log(exact.Likelihood(x, recency, age)), model.LogLikelihood(x, recency, age), 1e-8);
                Assert.Equal(exact.ProbabilityAlive(x, recency, age), model.ProbabilityAlive(x, recency, age), 1e-9);
                Assert.Equal(exact.ExpectedPurchases(x, recency, age, 39), model.ExpectedPurchases(x, recency, age, 39), 1e-7);
                Assert.Equal(exact.ProbabilityOfPurchase(x, recency, age, 6), model.ProbabilityOfPurchase(x, recency, age, 6), 1e-9);
            }

            Assert.Equal(exact.ExpectedPurchasesFromBirth(39), model.ExpectedPurchasesFromBirth(39), 1e-7);
        }
    }

    [Fact]
    public void ProbabilityAlive_OneTimeBuyer_IsCertainOnlyWithoutTheModification()
    {
        Assert.Equal(1, new BgNbdModel(0.24, 4.4, 0.79, 2.43).ProbabilityAlive(0, 0, 30));
        double modified = new BgNbdModel(0.24, 4.4, 0.79, 2.43, isModified: true).ProbabilityAlive(0, 0, 30);
        Assert.InRange(modified, 0.5, 0.75);
        Assert.Equal(1 / (1 + (0.79 / 2.43 * Math.Pow(34.4 / 4.4, 0.24))), modified, 1e-12);
    }

    [Fact]
    public void TimeToNextPurchase_OfTheLiving_IsWhenAPurchaseIsAsLikelyAsNot()
    {
        BgNbdModel model = new(0.6, 4.4, 0.79, 2.43);
        double median = model.TimeToNextPurchase(7, 35, 38)!.Value;

        Assert.Equal(0.5, model.ProbabilityOfPurchase(7, 35, 38, median) / model.ProbabilityAlive(7, 35, 38), 1e-12);
    }

    [Fact]
    public void TimeToNextPurchase_MoreLikelyGoneOrBeyondNumbers_IsNull()
    {
        Assert.Null(new BgNbdModel(0.6, 4.4, 0.79, 2.43).TimeToNextPurchase(7, 5, 38));
        Assert.Null(new BgNbdModel(1e-4, 4.4, 0.79, 2.43).TimeToNextPurchase(0, 0, 38));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AllAnswers_ExtremeHistories_AreInRange(bool isModified)
    {
        BgNbdModel[] models =
        [
            new(0.2426, 4.4135, 0.7929, 2.4258, isModified), new(1.6, 75, 0.06, 1.04, isModified), new(1e-6, 1e-6, 1e-6, 1e-6, isModified), new(1e6, 1e6, 1e6, 1e6, isModified),
        ];
        foreach (BgNbdModel model in models)
        {
            foreach ((int x, double recency, double age) in ((int, double, double)[])[(5_000, 1, 1e6), (5_000, 364, 364), (int.MaxValue, 0, 1e-9), (1, 0, 1e300), (0, 0, 0), (3, 1e-300, 1e-300)])
            {
                Assert.InRange(model.ProbabilityAlive(x, recency, age), 0, 1);
                Assert.True(double.IsFinite(model.LogLikelihood(x, recency, age)));
                Assert.True(model.TimeToNextPurchase(x, recency, age) is null or > 0 and < double.PositiveInfinity);
                Assert.Equal(0, model.ExpectedPurchases(x, recency, age, 0));
                foreach (double horizon in (double[])[1e-300, 1, 365, 1e12, double.MaxValue])
                {
                    Assert.InRange(model.ExpectedPurchases(x, recency, age, horizon), 0, double.MaxValue);
                    Assert.InRange(model.ProbabilityOfPurchase(x, recency, age, horizon), 0, 1);
                    Assert.InRange(model.ExpectedPurchasesFromBirth(horizon), 0, double.MaxValue);
                }
            }
        }
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(1, 2, 1)]
    [InlineData(1, -1, 1)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(1, 0, double.NaN)]
    [InlineData(1, 0, double.PositiveInfinity)]
    public void AllAnswers_ImpossibleHistory_Throw(int x, double recency, double age)
    {
        BgNbdModel model = new(0.2426, 4.4135, 0.7929, 2.4258);

        Assert.Throws<ArgumentOutOfRangeException>(() => model.ExpectedPurchases(x, recency, age, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityAlive(x, recency, age));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.LogLikelihood(x, recency, age));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.TimeToNextPurchase(x, recency, age));
    }

    [Fact]
    public void Constructor_ParameterNotAboveZero_Throws()
    {
        foreach (double wrong in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new BgNbdModel(wrong, 1, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => new BgNbdModel(1, 1, 1, wrong));
            Assert.Throws<ArgumentOutOfRangeException>(() => new GammaGammaModel(1, wrong, 1));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new BgNbdModel(1, 1, 1, 1).ExpectedPurchases(1, 1, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BgNbdModel(1, 1, 1, 1).ExpectedPurchasesFromBirth(double.NaN));
    }

    [Fact]
    public void AllAnswers_OfACustomer_AllocateNothing()
    {
        BgNbdModel model = new(1.6, 74.6, 0.059, 1.038);
        GammaGammaModel spend = new(3.5, 3.4, 268);
        double sum = Ask();
        long before = GC.GetAllocatedBytesForCurrentThread();

        sum += Ask();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(sum > 0);

        double Ask() => model.ExpectedPurchases(5, 200, 300, 365) + model.ExpectedPurchases(0, 0, 0, 1e9) + model.ProbabilityAlive(5, 200, 300)
            + model.ProbabilityOfPurchase(5, 200, 300, 30) + (model.TimeToNextPurchase(5, 200, 300) ?? 0) + spend.ConditionalSpend(5, 400);
    }

    [Fact]
    public void Answers_CdnowExamples_EqualLifetimes()
    {
        SkipWithoutData();
        BgNbdModel model = new(
            ShopData.Reference("cdnow", "params", "r"), ShopData.Reference("cdnow", "params", "alpha"), ShopData.Reference("cdnow", "params", "a"), ShopData.Reference("cdnow", "params", "b"));
        ReferenceTable table = ReferenceTable.Read(ReferenceData.Golden("cdnow_bgnbd_examples.csv"));
        (double[] frequency, double[] recency, double[] age) = (table.Numbers("frequency"), table.Numbers("recency"), table.Numbers("T"));
        for (int row = 0; row < table.Rows; row++)
        {
            int x = (int)frequency[row];
            foreach (int weeks in (int[])[1, 39, 52])
            {
                Assert.Equal(table.Numbers($"expected_purchases_{weeks}w")[row], model.ExpectedPurchases(x, recency[row], age[row], weeks), 1e-11);
            }

            Assert.Equal(table.Numbers("p_alive")[row], model.ProbabilityAlive(x, recency[row], age[row]), 1e-13);
            Assert.Equal(table.Numbers("expected_total_39w_from_birth")[row], model.ExpectedPurchasesFromBirth(39), 1e-12);
        }
    }

    [Fact]
    public void Answers_RetailTestCustomers_EqualLifetimes()
    {
        SkipWithoutData();
        BgNbdModel model = new(
            ShopData.Reference("retail_bgnbd", "params", "r"),
            ShopData.Reference("retail_bgnbd", "params", "alpha"),
            ShopData.Reference("retail_bgnbd", "params", "a"),
            ShopData.Reference("retail_bgnbd", "params", "b"));
        GammaGammaModel spend = new(
            ShopData.Reference("retail_gamma_gamma", "params", "p"), ShopData.Reference("retail_gamma_gamma", "params", "q"), ShopData.Reference("retail_gamma_gamma", "params", "v"));
        ReferenceTable table = ShopData.RetailTest();
        PurchaseSummary[] customers = ShopData.Summaries(table);
        (double[] expected, double[] alive, double[] meanSpend) = (table.Numbers("expected_purchases_365"), table.Numbers("p_alive"), table.Numbers("expected_monetary"));
        Assert.Equal(563, customers.Length);
        for (int row = 0; row < customers.Length; row++)
        {
            PurchaseSummary customer = customers[row];
            Assert.Equal(1, model.ExpectedPurchases(customer.Frequency, customer.Recency, customer.Age, 365) / expected[row], 1e-12);
            Assert.Equal(alive[row], model.ProbabilityAlive(customer.Frequency, customer.Recency, customer.Age), 1e-13);
            Assert.Equal(1, spend.ConditionalSpend(customer.Frequency, customer.MeanSpend) / meanSpend[row], 1e-13);
        }
    }

    private static void SkipWithoutData()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }
    }
}
