using System.Text.Json.Serialization;
using ClvActors.Domain.Features;
using ClvActors.Host.Json;

namespace ClvActors.Host.Api.Answers;

/// <summary>All features by name, in the order of a vector: those of the reference set first.</summary>
/// <param name="Vector">The values.</param>
[JsonConverter(typeof(NamedFeaturesConverter))]
public sealed record NamedFeatures(FeatureVector Vector);
