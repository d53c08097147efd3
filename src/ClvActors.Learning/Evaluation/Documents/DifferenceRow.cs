namespace ClvActors.Learning.Evaluation.Documents;

/// <summary>One model's figure minus another's on the same rows, with the interval of a paired bootstrap (<see cref="Bootstrap"/>).</summary>
/// <param name="Model">The model.</param>
/// <param name="Against">The model that it is compared with.</param>
/// <param name="Split">The split, named as in <see cref="MetricRow"/>.</param>
/// <param name="Metric">The figure (<see cref="MetricNames"/>).</param>
/// <param name="Difference">The figure of <paramref name="Model"/> minus that of <paramref name="Against"/>.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">Confidence level, such as 0.95.</param>
/// <param name="Resamples">Resamples behind the interval.</param>
public sealed record DifferenceRow(
    string Model, string Against, string Split, string Metric, double Difference, double Low, double High, double Level, int Resamples);
