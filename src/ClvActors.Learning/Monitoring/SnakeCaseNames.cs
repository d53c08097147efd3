using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClvActors.Learning.Monitoring;

/// <summary>Writes an enumeration's values by their snake_case names, and reads them by nothing else.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class SnakeCaseNames<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
