namespace ClvActors.Host.Ingestion;

/// <summary>How the lines of a body are written.</summary>
internal enum BodyFormat
{
    /// <summary>One JSON array of objects.</summary>
    JsonArray,

    /// <summary>One JSON object per line.</summary>
    JsonLines,

    /// <summary>Comma-separated text with a header.</summary>
    Csv,
}
