using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Backtesting;

/// <summary>What a backtest of windows found: the content of <c>backtest.json</c>.</summary>
/// <remarks>Holds no time of writing, so that the same data, arguments and seed give the same bytes on one machine. Immutable.</remarks>
/// <param name="FormatVersion">Version of the format, from 1.</param>
/// <param name="Data">The data.</param>
/// <param name="Model">Name of the model that was tried.</param>
/// <param name="Score">What the ranking is by, in words.</param>
/// <param name="Folds">Folds of the cross-validation.</param>
/// <param name="Seed">Seed of the folds and the fits.</param>
/// <param name="FewestCustomers">Pairs with fewer customers were skipped.</param>
/// <param name="LeastShareOfBase">Pairs with a smaller share of all customers were skipped.</param>
/// <param name="Command">The command line that makes it again.</param>
/// <param name="CreatedBy">Program and version.</param>
/// <param name="Machine">Operating system, architecture and runtime on which figures agree bit for bit.</param>
/// <param name="Rows">The pairs: ranked ones best first, then skipped ones in the order of trying.</param>
public sealed record BacktestDocument(
    int FormatVersion,
    DataFingerprint Data,
    string Model,
    string Score,
    int Folds,
    int Seed,
    int FewestCustomers,
    double LeastShareOfBase,
    string Command,
    string CreatedBy,
    string Machine,
    IReadOnlyList<BacktestRow> Rows)
{
    /// <summary>The version that this build writes.</summary>
    public const int CurrentFormatVersion = 1;
}
