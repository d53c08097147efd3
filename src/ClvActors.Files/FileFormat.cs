namespace ClvActors.Files;

/// <summary>How the lines of a transaction file are stored.</summary>
internal enum FileFormat
{
    /// <summary>Comma-separated text.</summary>
    Csv,

    /// <summary>Comma-separated text, gzip-compressed.</summary>
    CompressedCsv,

    /// <summary>Office Open XML workbook, one header per sheet.</summary>
    Workbook,
}
