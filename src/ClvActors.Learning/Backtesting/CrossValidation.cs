using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Backtesting;

/// <summary>Judges the champion on the customers of one table, fold by fold.</summary>
/// <remarks>Folds may be judged at once, each once.</remarks>
internal sealed class CrossValidation
{
    private readonly EvaluationCase[] _folds;
    private readonly FoldFigures[] _figures;
    private readonly ChampionSpendTrainer _champion;
    private readonly int _seed;

    /// <summary>Divides the customers, alike from every quintile of the label.</summary>
    public CrossValidation(TrainingTable table, BacktestOptions options)
    {
        _folds = [.. EvaluationCases.Of(table).Folds(options.Folds, options.Seed)];
        _figures = new FoldFigures[_folds.Length];
        _champion = new ChampionSpendTrainer(options.Parameters, table.HorizonDays);
        _seed = options.Seed;
    }

    /// <summary>Trains on the customers of the other folds and judges on those of one.</summary>
    /// <exception cref="InvalidDataException">The training customers do not determine a model; one line.</exception>
    public void Judge(int fold, CancellationToken cancellation)
    {
        EvaluationCase split = _folds[fold];
        double[] predicted = Predict(_champion, split, cancellation);
        double[] naive = Predict(ConstantTrainer.Mean, split, cancellation);
        RegressionMetrics metrics = RegressionMetrics.Of(split.TestLabels, predicted);
        double naiveError = Metrics.MeanAbsoluteError(split.TestLabels, naive);
        double gini = GainCurve.NormalisedGini(split.TestLabels, predicted);
        _figures[fold] = new FoldFigures(
            metrics, gini, naiveError, CompositeScore.Of(metrics.Spearman, gini, metrics.MeanAbsoluteError, naiveError));
    }

    /// <summary>The means over all folds, once they are judged.</summary>
    public BacktestFigures Figures()
    {
        double score = _figures.Average(fold => fold.Score);
        return new BacktestFigures(
            _figures.Average(fold => fold.Metrics.MeanAbsoluteError),
            _figures.Average(fold => fold.Metrics.RootMeanSquaredError),
            Known(_figures.Average(fold => fold.Metrics.Spearman)),
            Known(_figures.Average(fold => fold.Gini)),
            Known(_figures.Average(fold => fold.Metrics.TopDecileLift)),
            _figures.Average(fold => fold.NaiveError),
            score,
            Math.Sqrt(_figures.Sum(fold => (fold.Score - score) * (fold.Score - score)) / (_figures.Length - 1)));
    }

    private double[] Predict(IRegressionTrainer trainer, EvaluationCase split, CancellationToken cancellation) =>
        split.TestFeatures.Predict(trainer.Fit(split.Train.Features, split.Train.Labels, _seed, cancellation));

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private readonly record struct FoldFigures(RegressionMetrics Metrics, double Gini, double NaiveError, double Score);
}
