using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Backtesting;

/// <summary>How pairs of windows are tried.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record BacktestOptions
{
    /// <summary>Fewest folds.</summary>
    public const int FewestFolds = 2;

    /// <summary>Most folds: of a hundred customers ten are left to judge on.</summary>
    public const int MostFolds = 10;

    /// <summary>What <see cref="FewestCustomers"/> cannot be below: any number of folds of a hundred customers leaves fifty to train on and ten to judge on.</summary>
    public const int LeastFewestCustomers = 100;

    /// <summary>Pairs to try.</summary>
    public IReadOnlyList<WindowPair> Pairs { get; init; } = WindowPair.All;

    /// <summary>Folds of the cross-validation, <see cref="FewestFolds"/> to <see cref="MostFolds"/>.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Seed of the folds and the fits.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Fits at once, at least 1; they change nothing but the time.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Fewest customers with at least two purchases in the history, at least <see cref="LeastFewestCustomers"/>.</summary>
    public int FewestCustomers { get; init; } = LeastFewestCustomers;

    /// <summary>Least share of all customers of the file that these must be, 0 to 1.</summary>
    public double LeastShareOfBase { get; init; } = 0.05;

    /// <summary>The settings of the champion.</summary>
    public OffsetBoostingParameters Parameters { get; init; } = new();
}
