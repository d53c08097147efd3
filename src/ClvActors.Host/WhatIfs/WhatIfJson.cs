using System.Text.Json.Serialization;

namespace ClvActors.Host.WhatIfs;

/// <summary>How what-ifs are written in the file and in answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredWhatIf))]
internal sealed partial class WhatIfJson : JsonSerializerContext;
