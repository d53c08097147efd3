using System.Diagnostics.CodeAnalysis;

namespace ClvActors.Learning.Trees.LightGbmText;

/// <summary>A cursor over the lines of a model, which knows where it stands when something must be refused.</summary>
internal sealed class ModelLines(TextReader reader)
{
    private int _number;

    /// <summary>The line the cursor stands on, without blanks at its ends; null before the first and behind the last.</summary>
    internal string? Current { get; private set; }

    /// <summary>Steps to the next line.</summary>
    /// <returns>False at the end of the text.</returns>
    [MemberNotNullWhen(true, nameof(Current))]
    internal bool Next()
    {
        Current = reader.ReadLine()?.Trim();
        _number++;
        return Current is not null;
    }

    /// <summary>Steps to the next line, which must be there.</summary>
    /// <exception cref="ModelFormatException">The text ends.</exception>
    [MemberNotNull(nameof(Current))]
    internal void Require(string place)
    {
        if (!Next())
        {
            throw new ModelFormatException($"LightGBM model: truncated, the text ends in {place}");
        }
    }

    /// <summary>An exception about the line the cursor stands on.</summary>
    internal ModelFormatException Refuse(string problem) => new($"LightGBM model, line {_number}: {problem}");
}
