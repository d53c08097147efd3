namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>How intervals are resampled.</summary>
/// <param name="Seed">Seed of the draws; a negative one stands for its 32 bits.</param>
/// <param name="Resamples">Resamples, at least 1.</param>
/// <param name="Threads">Threads, at least 1; they change nothing but the time.</param>
public readonly record struct ResamplingOptions(int Seed, int Resamples, int Threads);
