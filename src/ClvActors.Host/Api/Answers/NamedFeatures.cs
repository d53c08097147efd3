using System.Text.Json.Serialization;
using ClvActors.Domain.Features;
using ClvActors.Host.Json;

namespace ClvActors.Host.Api.Answers;

/// <summary>All 22 features by name, in the model's order.</summary>
/// <param name="Vector">The values.</param>
[JsonConverter(typeof(NamedFeaturesConverter))]
public sealed record NamedFeatures(FeatureVector Vector);
