using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Tests.Boosting;
using ClvActors.Learning.Tests.Bundles;
using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Tests.ValueModels;

public sealed class ValueModelTests
{
    private static readonly FeatureMatrix Features = FeatureMatrix.FromRows([.. GeneratedShop.Table.Features.Select(row => row.Values.ToArray())]);
    private static readonly double[] Labels = [.. GeneratedShop.Table.Labels.Select(label => label.ToDouble())];

    // The generated shop's customers are spread around this value, so that some fade and some do not.
    private static readonly OffsetBoostingParameters Parameters = new()
    {
        Models = 2,
        FadeCentre = 1_000,
        FadeFromDays = 100,
        Trees = new OffsetBoostingParameters().Trees with { Iterations = 20, MinimumRowsInLeaf = 5 },
    };

    private static readonly ValueModelFit Trained = Train(Parameters);

    [Fact]
    public void RawScore_EveryCustomer_IsWhatTheFormulasGiveStepByStep()
    {
        for (int row = 0; row < Features.Rows; row++)
        {
            double expected = SlowValueModel.RawScore(Trained, [.. Features[row]]);

            Assert.Equal(expected, Trained.Model.RawScore(Features[row]), 1e-9 * Math.Max(1, Math.Abs(expected)));
            Assert.Equal(Math.Max(Math.Exp(expected) - 1, 0), Trained.Model.Predict(Features[row]), 1e-6 * Math.Exp(expected));
        }
    }

    [Fact]
    public void Explain_EveryCustomer_AddsUpToTheRawScore()
    {
        double[] inputs = new double[DerivedInputs.InputNames.Count];
        double[] contributions = new double[inputs.Length + 1];
        double[] sums = new double[contributions.Length];
        for (int row = 0; row < Features.Rows; row++)
        {
            Trained.Model.Explain(Features[row], inputs, contributions);

            Assert.Equal(Trained.Model.RawScore(Features[row]), contributions.Sum(), 1e-9);
            Assert.Equal(Features[row], inputs.AsSpan(0, FeatureSet.Count));
            for (int at = 0; at < sums.Length; at++)
            {
                sums[at] += Math.Abs(contributions[at]);
            }
        }

        Assert.True(sums[FeatureSet.Count + DerivedInputs.InvoicesValueLog] > 0);
        Assert.True(sums[FeatureSet.Count + DerivedInputs.DaysValueLog] > 0);
        Assert.True(sums.Take(FeatureSet.Count).Count(sum => sum > 0) > 5, "the trees hardly look at the features");
    }

    [Fact]
    public void Explain_CustomerFarBeyondTheFade_NamesTheInvoicesAlone()
    {
        double[] features = [.. Features[0]];
        foreach (string name in new[] { "monetary_avg", "repeat_spend_avg" })
        {
            features[FeatureSet.IndexOf(name)] = 1e9;
        }

        double[] inputs = new double[DerivedInputs.InputNames.Count];
        double[] contributions = new double[inputs.Length + 1];
        Trained.Model.Explain(features, inputs, contributions);

        int byInvoices = FeatureSet.Count + DerivedInputs.InvoicesValueLog;
        Assert.Equal(inputs[byInvoices], Trained.Model.RawScore(features), 1e-6);
        Assert.Equal(inputs[byInvoices], contributions[byInvoices] + contributions[^1], 1e-6);
    }

    [Fact]
    public void Predict_MissingOrImpossibleValues_StaysFiniteAndExplainable()
    {
        double[] inputs = new double[DerivedInputs.InputNames.Count];
        double[] contributions = new double[inputs.Length + 1];
        for (int feature = 0; feature < FeatureSet.Count; feature++)
        {
            foreach (double wrong in new[] { double.NaN, -5, 0, 0.5, 1e300, -1e300 })
            {
                double[] features = [.. Features[1]];
                features[feature] = wrong;
                Trained.Model.Explain(features, inputs, contributions);

                Assert.True(double.IsFinite(Trained.Model.Predict(features)), $"{FeatureSet.Names[feature]} = {wrong} gives {Trained.Model.Predict(features)}");
                Assert.Equal(Trained.Model.RawScore(features), contributions.Sum(), 1e-9);
            }
        }

        double[] nothing = new double[FeatureSet.Count];
        Array.Fill(nothing, double.NaN);
        Assert.True(double.IsFinite(Trained.Model.Predict(nothing)));
        Assert.True(double.IsFinite(Trained.Model.Predict(new double[FeatureSet.Count])));
    }

    [Fact]
    public void RawScore_AnyCustomer_AllocatesNothing()
    {
        double[] inputs = new double[DerivedInputs.InputNames.Count];
        double[] contributions = new double[inputs.Length + 1];
        Score();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Score();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Score()
        {
            for (int row = 0; row < 50; row++)
            {
                Trained.Model.Predict(Features[row]);
                Trained.Model.Explain(Features[row], inputs, contributions);
            }
        }
    }

    [Fact]
    public void Train_TwoModels_IsTheMeanOfEachAlone()
    {
        ValueModel first = Train(Parameters with { Models = 1 }).Model;
        ValueModel second = Train(Parameters with { Models = 1, Trees = Parameters.Trees with { Seed = Parameters.Trees.Seed + 1 } }).Model;
        double[] inputs = new double[DerivedInputs.InputNames.Count];
        Trained.Model.DerivedInputs.WriteInputs(Features[3], inputs);

        Assert.NotEqual(Sum(first), Sum(second));
        Assert.Equal((Sum(first) + Sum(second)) / 2, Sum(Trained.Model), 1e-12);
        Assert.Equal(first.Trees.Trees.Count + second.Trees.Trees.Count, Trained.Model.Trees.Trees.Count);

        double Sum(ValueModel model) => PlainScorer.Score(FeatureBinding.Bind(model.Trees, DerivedInputs.InputNames), inputs);
    }

    [Fact]
    public void Train_Again_GivesTheSameModelToTheLastBit()
    {
        ValueModelFit again = Train(Parameters);

        Assert.Equal(Trained.Model.Offset, again.Model.Offset);
        Assert.Equal(LightGbmTextWriter.WriteText(Trained.Model.Trees), LightGbmTextWriter.WriteText(again.Model.Trees));
        Assert.Equal(Trained.Model.RawScore(Features[7]), again.Model.RawScore(Features[7]));
    }

    [Fact]
    public void Train_ReferenceFeatures_TestsNoOthers()
    {
        ValueModel model = OffsetBoostingTrainer.Train(
            Features, Labels, 150, Parameters, FeatureSet.Reference, cancellation: TestContext.Current.CancellationToken).Model;

        Assert.Equal([.. FeatureSet.Reference.Names, .. DerivedInputs.Names], model.Trees.FeatureNames);
    }

    [Fact]
    public void Train_ShorterHorizonThanTheFades_NeverFades()
    {
        ValueModel model = Train(Parameters with { FadeFromDays = 151 }).Model;
        double[] inputs = new double[DerivedInputs.InputNames.Count];
        model.DerivedInputs.WriteInputs(Features[0], inputs);
        double trees = PlainScorer.Score(FeatureBinding.Bind(model.Trees, DerivedInputs.InputNames), inputs);

        Assert.Equal(double.PositiveInfinity, model.Offset.FadeCentre);
        Assert.Equal(model.Offset.Of(inputs.AsSpan(FeatureSet.Count)) + trees, model.RawScore(Features[0]), 1e-12);
    }

    [Fact]
    public void Train_Progress_CountsTheTreesOfAllModels()
    {
        List<BoostingProgress> told = [];
        OffsetBoostingTrainer.Train(Features, Labels, 150, Parameters, progress: new Recorder(told), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, 40), told.Select(step => step.Iteration));
        Assert.All(told, step => Assert.Equal(40, step.Iterations));
    }

    [Fact]
    public void Train_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => OffsetBoostingTrainer.Train(Features, Labels, 150, Parameters, cancellation: source.Token));
    }

    [Fact]
    public void Train_WrongInput_IsToldInOneSentence()
    {
        FeatureMatrix few = Features.Take([.. Enumerable.Range(0, 9)]);
        FeatureMatrix narrow = FeatureMatrix.FromValues(new double[22 * 20], 22);
        FeatureMatrix same = FeatureMatrix.FromRows([.. Enumerable.Range(0, 40).Select(_ => Features[0].ToArray())]);
        double[] negative = [.. Labels];
        negative[4] = -1;

        Assert.Equal("there are 9 customers to train on, expected at least 10", Data(few, Labels[..9]));
        Assert.Equal("no training customer spent anything over the horizon, there is nothing to learn from", Data(Features, new double[Labels.Length]));
        Assert.Equal(
            "the buy-till-you-die models of invoices cannot be fitted: all customers have the same frequency, recency and age",
            Data(same, [.. Enumerable.Repeat(5.0, 40)]));
        Assert.StartsWith("a row has 22 features, the whole vector 63", Argument(narrow, new double[20], Parameters), StringComparison.Ordinal);
        Assert.StartsWith("label of row 4 is -1, spend is 0 or more", Argument(Features, negative, Parameters), StringComparison.Ordinal);
        Assert.StartsWith("models must be from 1 to 100, but is 0", Argument(Features, Labels, Parameters with { Models = 0 }), StringComparison.Ordinal);
        Assert.StartsWith("fade_centre must be above 0, but is 0", Argument(Features, Labels, Parameters with { FadeCentre = 0 }), StringComparison.Ordinal);
        Assert.StartsWith("penalty must be 0 or more and finite, but is NaN", Argument(Features, Labels, Parameters with { Penalty = double.NaN }), StringComparison.Ordinal);

        static string Data(FeatureMatrix features, double[] labels) =>
            Assert.Throws<InvalidDataException>(() => OffsetBoostingTrainer.Train(features, labels, 150, Parameters)).Message;

        static string Argument(FeatureMatrix features, double[] labels, OffsetBoostingParameters parameters) =>
            Assert.Throws<ArgumentException>(() => OffsetBoostingTrainer.Train(features, labels, 150, parameters)).Message;
    }

    private static ValueModelFit Train(OffsetBoostingParameters parameters) =>
        OffsetBoostingTrainer.Train(Features, Labels, 150, parameters, cancellation: TestContext.Current.CancellationToken);

    private sealed class Recorder(List<BoostingProgress> told) : IProgress<BoostingProgress>
    {
        public void Report(BoostingProgress value) => told.Add(value);
    }
}
