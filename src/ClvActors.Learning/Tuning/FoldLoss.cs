namespace ClvActors.Learning.Tuning;

/// <summary>Trains with some parameters on a fold's training rows and judges on its other rows.</summary>
/// <param name="parameters">The trial's parameters.</param>
/// <param name="fold">Number of the fold, from 0.</param>
/// <param name="cancellation">Stops the training.</param>
/// <returns>The loss, less being better; NaN if these parameters give no usable model.</returns>
public delegate double FoldLoss(TrialParameters parameters, int fold, CancellationToken cancellation);
