namespace ClvActors.Learning.Bundles.Parts;

/// <summary>How a part's trees were trained.</summary>
/// <param name="Rows">Training rows; customers are several rows where they were seen at several dates.</param>
/// <param name="Models">Models with consecutive seeds whose mean the part is.</param>
/// <param name="Seed">Seed of bagging, feature sampling and binning of the first one.</param>
/// <param name="Parameters">LightGBM's parameters by name, values as its model files write them.</param>
public sealed record PartTraining(int Rows, int Models, int Seed, IReadOnlyDictionary<string, string> Parameters);
