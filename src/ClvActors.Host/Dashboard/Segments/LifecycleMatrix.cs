using ClvActors.Domain.Customers;
using ClvActors.Domain.Surveys;

namespace ClvActors.Host.Dashboard.Segments;

/// <summary>Customers by lifecycle stage and purchase status.</summary>
/// <remarks>Immutable; safe on any thread.</remarks>
public sealed class LifecycleMatrix
{
    private readonly (long Count, double Value)[,] _cells = new (long, double)[Stages.Count, Statuses.Count];

    /// <summary>Adds up groups of a survey.</summary>
    public LifecycleMatrix(IEnumerable<SurveyGroup> groups)
    {
        foreach (SurveyGroup group in groups)
        {
            ref (long Count, double Value) cell = ref _cells[(int)group.Stage, (int)group.Status];
            cell = (cell.Count + group.Count, cell.Value + group.TotalValue);
            Total += group.Count;
            Largest = Math.Max(Largest, cell.Count);
        }
    }

    /// <summary>The rows.</summary>
    public static IReadOnlyList<LifecycleStage> Stages { get; } = Enum.GetValues<LifecycleStage>();

    /// <summary>The columns.</summary>
    public static IReadOnlyList<PurchaseStatus> Statuses { get; } = Enum.GetValues<PurchaseStatus>();

    /// <summary>All customers.</summary>
    public long Total { get; }

    /// <summary>Customers of the fullest cell.</summary>
    public long Largest { get; }

    /// <summary>Customers and their predicted values of one cell.</summary>
    public (long Count, double Value) this[LifecycleStage stage, PurchaseStatus status] => _cells[(int)stage, (int)status];
}
