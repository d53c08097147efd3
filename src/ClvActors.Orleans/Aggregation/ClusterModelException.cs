namespace ClvActors.Orleans.Aggregation;

/// <summary>The silos do not agree on a model.</summary>
/// <param name="message">Which silo and which bundle, in one sentence.</param>
[GenerateSerializer, Alias("clv.cluster-model-exception")]
public sealed class ClusterModelException(string message) : Exception(message);
