namespace ClvActors.Learning.Bundles;

/// <summary>How a model was trained.</summary>
/// <param name="TrainCustomers">Customers that it saw.</param>
/// <param name="TestCustomers">Customers that were held out.</param>
/// <param name="Split">How the two were told apart.</param>
/// <param name="Seed">Seed of bagging, feature sampling and binning.</param>
/// <param name="Parameters">LightGBM's parameters by name, values as its model files write them.</param>
public sealed record TrainingRecord(
    int TrainCustomers,
    int TestCustomers,
    SplitRecord Split,
    int Seed,
    IReadOnlyDictionary<string, string> Parameters);
