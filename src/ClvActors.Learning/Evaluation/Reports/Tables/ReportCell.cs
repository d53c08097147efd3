namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>A cell of a table.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Detail">What stands after it in smaller type; null for nothing.</param>
/// <param name="Tone">What it says besides.</param>
/// <param name="Model">Name of the model whose colour stands before the text; null for none.</param>
internal sealed record ReportCell(string Text, string? Detail = null, CellTone Tone = CellTone.Plain, string? Model = null)
{
    /// <summary>The name of a model with its colour.</summary>
    public static ReportCell OfModel(string model) => new(model, Model: model);
}
