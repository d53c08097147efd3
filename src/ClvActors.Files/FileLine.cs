using ClvActors.Domain.Transactions;

namespace ClvActors.Files;

/// <summary>One data line of a transaction file: either well-formed or with the reason why not.</summary>
/// <param name="LineNumber">Line of the text file, or row of the sheet, where the record starts; from 1, the header included.</param>
/// <param name="Sheet">Name of the workbook's sheet; null for text files.</param>
/// <param name="Line">The parsed line; null exactly when <paramref name="Error"/> is not.</param>
/// <param name="Error">Why the line is malformed, as one sentence without the position.</param>
public readonly record struct FileLine(long LineNumber, string? Sheet, TransactionLine? Line, string? Error)
{
    /// <summary>Where the line stands, as in <c>line 17</c> or <c>sheet "Year 2010-2011", row 17</c>.</summary>
    public string Position => Sheet is null ? $"line {LineNumber}" : $"sheet \"{Sheet}\", row {LineNumber}";

    /// <summary>The error with its position, as in <c>line 17: has 6 fields, expected 8</c>; empty for a well-formed line.</summary>
    public string Message => Error is null ? "" : $"{Position}: {Error}";
}
