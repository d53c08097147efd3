using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports;

/// <summary>Gives every model of a document one colour and one dash pattern, the same in all plots.</summary>
/// <remarks>
/// Seven colours, one set for light and one for dark pages, each at a contrast of 3 or more with its page. They differ in lightness too, so that they stay apart for the colour
/// blind: no two come closer than 0.08 in OKLab with protanopia or deuteranopia as Machado, Oliveira and Fernandes 2009 simulate them ("A Physiologically-based Model for
/// Simulation of Color Vision Deficiency"). The eighth model takes the first colour again with another dash pattern.
/// </remarks>
internal sealed class ModelStyles
{
    private const int Colours = 7;
    private const int DashPatterns = 4;

    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    private ModelStyles(string? champion, IEnumerable<string> models)
    {
        Champion = champion;
        foreach (string model in models)
        {
            _positions.TryAdd(model, _positions.Count);
        }
    }

    /// <summary>The model that the differences are those of; null without differences.</summary>
    public string? Champion { get; }

    /// <summary>All models: the champion, then the others in the order of the document.</summary>
    public IReadOnlyList<string> Models => [.. _positions.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>Numbers the models of a document.</summary>
    public static ModelStyles Of(EvaluationDocument document)
    {
        string? champion = document.Differences.Count > 0 ? document.Differences[0].Model : null;
        IEnumerable<string> first = champion is null ? [] : [champion];
        return new ModelStyles(
            champion,
            first
                .Concat(document.Rows.Select(row => row.Model))
                .Concat(document.Curves.Select(curve => curve.Model))
                .Concat(document.Differences.SelectMany(row => new[] { row.Model, row.Against })));
    }

    /// <summary>Whether a model is the champion.</summary>
    public bool IsChampion(string model) => model == Champion;

    /// <summary>Place of a model in the order of plots; of one that the document does not name, the last.</summary>
    public int PositionOf(string model) => _positions.GetValueOrDefault(model, _positions.Count);

    /// <summary>Classes of the style sheet for a model's marks.</summary>
    public string ClassesOf(string model)
    {
        int position = PositionOf(model);
        string dash = position < Colours ? "" : $" d{position / Colours % DashPatterns}";
        return $"m{position % Colours}{dash}{(IsChampion(model) ? " champion" : "")}";
    }
}
