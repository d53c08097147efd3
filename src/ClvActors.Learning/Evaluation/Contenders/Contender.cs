using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>A way of predicting that an evaluation judges.</summary>
/// <remarks>
/// Everything that is fitted, scaled or calibrated happens in the trainer's fit, on training rows alone; what is fitted predicts from one row of features and has no label of a test
/// customer within its reach. A model may also be an <see cref="IExplainedModel"/>, a trainer an <see cref="IIntervalTrainer"/>.
/// </remarks>
/// <param name="Name">Name in tables and documents (<see cref="ContenderNames"/>).</param>
/// <param name="Trainer">What fits a model.</param>
public sealed record Contender(string Name, IRegressionTrainer Trainer);
