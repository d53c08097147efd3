using BenchmarkDotNet.Attributes;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Benchmarks;

/// <summary>One customer from its state to its record: the features, the champion's value alone, and everything that its bundle says.</summary>
/// <remarks>Customers are drawn from a seed: ten invoices of five lines in the window, which is near the dataset's mean.</remarks>
[MemoryDiagnoser]
public class CustomerScoring
{
    private const int Customers = 500;
    private const int Invoices = 10;

    private readonly double[] _features = new double[FeatureSet.Count];
    private readonly double[] _inputs = new double[FeatureSet.Count + DerivedInputs.Count];
    private double[][] _vectors = null!;
    private ModelBundle _bundle = null!;
    private CustomerState[] _customers = null!;
    private int _next;

    /// <summary>Makes the customers and reads the bundle that ships.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _bundle = ModelBundle.Load(Path.Combine(ShippedBundles.Folder, ShippedBundles.DefaultId));
        Random random = new(1);
        StockCodeTable stockCodes = new();
        DateOnly asOf = new(2011, 11, 30);
        _customers = [.. Enumerable.Range(1, Customers).Select(number => Draw(number, asOf, stockCodes, random))];
        _vectors = [.. _customers.Select(Vector)];
    }

    /// <summary>All features from the customer's invoices.</summary>
    [Benchmark]
    public double Features() => Write(NextCustomer(), _features);

    /// <summary>The champion alone: buy-till-you-die offset and trees, features given. Bar: 5 microseconds.</summary>
    [Benchmark]
    public double Value()
    {
        _bundle.Model.Derived!.WriteInputs(NextVector(), _inputs);
        return _bundle.Model.Value.RawScore(_inputs);
    }

    /// <summary>The whole bundle: value, interval, P(alive), next 30 days, next order. Bar: 15 microseconds.</summary>
    [Benchmark]
    public Prediction Bundle() => _bundle.Predict(PredictionSource.Model, NextVector());

    /// <summary>A live rescore: features, bundle and record.</summary>
    [Benchmark]
    public CustomerRecord Rescore()
    {
        CustomerState customer = NextCustomer();
        return CustomerScorer.Score(customer, customer.Totals(), default, 1, _bundle);
    }

    private static CustomerState Draw(int number, DateOnly asOf, StockCodeTable stockCodes, Random random)
    {
        CustomerState state = new(CustomerId.FromNumber(number), stockCodes, ObservationWindow.At(asOf));
        for (int line = 0; line < Invoices * 5; line++)
        {
            int invoice = line / 5;
            DateTime time = asOf.AddDays(-(number + (invoice * 31)) % ObservationWindow.Days).ToDateTime(new TimeOnly(8 + (invoice % 10), 30));
            state.ApplyPurchase(new TransactionLine(
                $"{invoice}", $"{random.Next(1_000)}", "", random.Next(1, 50), time, new Money(random.Next(1, 100_000)), state.Id, "United Kingdom"));
        }

        return state;
    }

    private static double[] Vector(CustomerState customer)
    {
        double[] vector = new double[FeatureSet.Count];
        Write(customer, vector);
        return vector;
    }

    private static double Write(CustomerState customer, double[] features)
    {
        FeatureFormulas.Write(customer.Totals(), customer.Behaviour(), 3, new RfmScores(3, 3, 3), features);
        return features[^1];
    }

    // Another customer each time: the branches of one alone would be learnt by heart.
    private CustomerState NextCustomer() => _customers[_next = (_next + 1) % Customers];

    private double[] NextVector() => _vectors[_next = (_next + 1) % Customers];
}
