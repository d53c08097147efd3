using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.Errors;
using ClvActors.Host.WhatIfs;
using ClvActors.Learning.Monitoring;

namespace ClvActors.Host.Json;

/// <summary>How answers become JSON: snake_case names, absent instead of null, doubles in their shortest round-trip form.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(CustomerIdConverter)])]
[JsonSerializable(typeof(ApiError))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ReadinessAnswer))]
[JsonSerializable(typeof(CustomerPageAnswer))]
[JsonSerializable(typeof(CustomerAnswer))]
[JsonSerializable(typeof(PredictAnswer))]
[JsonSerializable(typeof(IEnumerable<PortfolioItem>))]
[JsonSerializable(typeof(IEnumerable<SegmentItem>))]
[JsonSerializable(typeof(IngestAnswer))]
[JsonSerializable(typeof(ChangeAnswer))]
[JsonSerializable(typeof(MonitoringReport))]
[JsonSerializable(typeof(WhatIfListing))]
[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(RejectsAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Gives the web framework the same rules.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;

        // Answers are never pasted into HTML; quotation marks in messages stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new CustomerIdConverter());
        options.TypeInfoResolverChain.Insert(0, Default);
    }
}
