namespace ClvActors.Learning.Bundles;

/// <summary>Whom a bundle was trained on.</summary>
/// <param name="TrainCustomers">Customers with repeat purchases that it saw.</param>
/// <param name="TestCustomers">Customers that were held out, of all parts.</param>
/// <param name="Split">How the two were told apart.</param>
public sealed record TrainingRecord(int TrainCustomers, int TestCustomers, SplitRecord Split);
