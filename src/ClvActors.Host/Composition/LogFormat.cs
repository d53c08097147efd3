namespace ClvActors.Host.Composition;

/// <summary>How log entries are written to the console.</summary>
public enum LogFormat
{
    /// <summary>One readable line each.</summary>
    Simple,

    /// <summary>One JSON object each.</summary>
    Json,
}
