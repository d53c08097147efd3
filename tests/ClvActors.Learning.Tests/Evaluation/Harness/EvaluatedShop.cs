using ClvActors.Domain.Transactions;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Rivals.Linear;
using ClvActors.Learning.Tests.Bundles;

namespace ClvActors.Learning.Tests.Evaluation.Harness;

/// <summary>The generated shop as cases, and a few contenders that are fitted in a moment.</summary>
internal static class EvaluatedShop
{
    public static EvaluationCases Cases { get; } = EvaluationCases.Of(GeneratedShop.Table);

    public static IReadOnlyList<Contender> Contenders { get; } =
    [
        new(ContenderNames.NaiveMean, ConstantTrainer.Mean),
        new("ridge", new RidgeTrainer { Penalty = 100, LogSkewedFeatures = true }),
        SpendFamilies.For(150)[^1].Standard(),
    ];

    public static EvaluationDocument Start { get; } = new()
    {
        Title = "a test",
        Kind = EvaluationKinds.Spend,
        Data = GeneratedShop.Data,
        AsOf = GeneratedShop.AsOf,
        HorizonDays = 150,
        Customers = GeneratedShop.Table.Customers.Count,
        CreatedBy = "tests",
        Command = "none",
        Rows = [],
    };

    public static ResamplingOptions Options { get; } = new(7, 200, 1);

    /// <summary>A case of made-up rows of two features whose label is the first one.</summary>
    public static EvaluationCase MadeUp(string name, double[] testLabels, int firstCustomer = 1)
    {
        double[] features = [.. Enumerable.Range(0, 120).Select(value => (double)value)];
        double[] test = [.. Enumerable.Range(0, 2 * testLabels.Length).Select(value => (double)value)];
        return new EvaluationCase(
            name,
            EvaluationSeries.Given,
            new TrainingRows(FeatureMatrix.FromValues(features, 2), [.. Enumerable.Range(0, 60).Select(value => (double)value)]),
            FeatureMatrix.FromValues(test, 2),
            testLabels,
            [.. Enumerable.Range(firstCustomer, testLabels.Length).Select(number => CustomerId.FromNumber(number))]);
    }
}
