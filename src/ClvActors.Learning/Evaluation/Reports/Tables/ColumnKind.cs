namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>How a column is set.</summary>
internal enum ColumnKind
{
    /// <summary>Numbers, to the right.</summary>
    Number,

    /// <summary>Names, to the left, on one line.</summary>
    Text,

    /// <summary>Longer text, to the left, on as many lines as it needs.</summary>
    Wrapped,
}
