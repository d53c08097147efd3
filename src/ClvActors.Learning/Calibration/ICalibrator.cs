namespace ClvActors.Learning.Calibration;

/// <summary>Turns a model's score into a probability that comes true as often as it says.</summary>
/// <remarks>Implementations are immutable, never fall where the score rises, and allocate nothing: any number of threads may apply one at once.</remarks>
public interface ICalibrator
{
    /// <summary>The probability behind a score.</summary>
    /// <param name="score">On the scale that the calibrator was fitted on; NaN gives NaN.</param>
    /// <returns>From 0 to 1.</returns>
    public double Apply(double score);
}
