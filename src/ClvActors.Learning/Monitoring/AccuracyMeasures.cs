namespace ClvActors.Learning.Monitoring;

/// <summary>How well predictions came true; the same figures for live customers and for those of the validation.</summary>
/// <remarks>Money is in whole units of currency; a figure that is not known is null. Immutable; any number of threads may read.</remarks>
public sealed record AccuracyMeasures
{
    /// <summary>Predictions behind the figures.</summary>
    public required int Customers { get; init; }

    /// <summary>Mean absolute error.</summary>
    public double? Mae { get; init; }

    /// <summary>Root of the mean squared error.</summary>
    public double? Rmse { get; init; }

    /// <summary>Spearman's rank correlation; null also where all predictions or all outcomes are equal.</summary>
    public double? Spearman { get; init; }

    /// <summary>Mean of what was spent.</summary>
    public double? MeanActual { get; init; }

    /// <summary>Mean of what was predicted.</summary>
    public double? MeanPredicted { get; init; }

    /// <summary>
    /// Mean absolute error as a share of the mean spend, which makes shops of different size comparable: the MAD/mean ratio of Kolassa and Schütz (2007, "Advantages of the MAD/Mean Ratio
    /// over the MAPE", Foresight 6). Null where nothing was spent.
    /// </summary>
    public double? RelativeMae { get; init; }

    /// <summary>Share of the outcomes inside their prediction interval, 0 to 1; null without intervals.</summary>
    public double? Coverage { get; init; }
}
