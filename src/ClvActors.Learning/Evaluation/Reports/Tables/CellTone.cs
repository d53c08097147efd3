namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>What a cell says besides its text.</summary>
internal enum CellTone
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>The best value of its group.</summary>
    Best,

    /// <summary>Better than the rival, and not by chance alone.</summary>
    Better,

    /// <summary>Worse than the rival, and not by chance alone.</summary>
    Worse,
}
