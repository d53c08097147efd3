namespace ClvActors.Domain.Scoring;

/// <summary>Names of the sources in answers.</summary>
public static class PredictionSourceNames
{
    private static readonly string[] Names = ["model", "cold_start", "lapsed", "pending"];

    /// <summary>The snake_case name of a source.</summary>
    public static string Name(this PredictionSource source) => Names[(int)source];
}
