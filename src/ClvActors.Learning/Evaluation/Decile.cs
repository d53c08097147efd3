namespace ClvActors.Learning.Evaluation;

/// <summary>A tenth of the rows, by prediction.</summary>
/// <param name="Number">1 for the lowest predictions to 10 for the highest.</param>
/// <param name="Rows">Rows in it; 0 is possible below ten rows.</param>
/// <param name="MeanActual">Mean of the actual values; NaN without rows.</param>
/// <param name="MeanPredicted">Mean of the predictions; NaN without rows.</param>
/// <param name="TotalActual">Sum of the actual values.</param>
public readonly record struct Decile(int Number, int Rows, double MeanActual, double MeanPredicted, double TotalActual);
