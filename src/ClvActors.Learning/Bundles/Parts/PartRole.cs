namespace ClvActors.Learning.Bundles.Parts;

/// <summary>What a part of a bundle predicts.</summary>
/// <remarks>Every role but <see cref="Value"/> is optional. Stateless; safe on any thread.</remarks>
public static class PartRole
{
    /// <summary>Spend over the horizon of customers with repeat purchases.</summary>
    public const string Value = "value";

    /// <summary>Lower end of its interval, before calibration.</summary>
    public const string ValueLow = "value_low";

    /// <summary>Upper end of its interval, before calibration.</summary>
    public const string ValueHigh = "value_high";

    /// <summary>Spend over the horizon of cold starts.</summary>
    public const string ColdStart = "cold_start";

    /// <summary>Lower end of its interval, before calibration.</summary>
    public const string ColdStartLow = "cold_start_low";

    /// <summary>Upper end of its interval, before calibration.</summary>
    public const string ColdStartHigh = "cold_start_high";

    /// <summary>Spend over 30 days of everyone in the window.</summary>
    public const string Spend30 = "spend_30d";

    /// <summary>Probability of a purchase within 30 days of everyone in the window.</summary>
    public const string Purchase30 = "purchase_30d";

    /// <summary>All roles.</summary>
    public static IReadOnlyList<string> All { get; } = [Value, ValueLow, ValueHigh, ColdStart, ColdStartLow, ColdStartHigh, Spend30, Purchase30];
}
