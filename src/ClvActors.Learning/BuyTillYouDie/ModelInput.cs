using System.Diagnostics.CodeAnalysis;

namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>What the models ask of parameters and customers; the throws stand apart so that the callers stay small.</summary>
internal static class ModelInput
{
    public static double Positive(double value, string name) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number above 0");

    public static void CheckHistory(int frequency, double recency, double age)
    {
        // NaN makes every comparison false.
        if (!(frequency >= 0 && recency >= 0 && recency <= age && age < double.PositiveInfinity))
        {
            ThrowHistory(frequency, recency, age);
        }
    }

    public static void CheckHorizon(double horizon)
    {
        if (!(horizon >= 0 && horizon < double.PositiveInfinity))
        {
            ThrowHorizon(horizon);
        }
    }

    public static void CheckSpend(int frequency, double meanSpend)
    {
        if (!(frequency >= 0 && meanSpend >= 0 && meanSpend < double.PositiveInfinity))
        {
            ThrowSpend(frequency, meanSpend);
        }
    }

    [DoesNotReturn]
    private static void ThrowHistory(int frequency, double recency, double age) => throw new ArgumentOutOfRangeException(
        nameof(recency), $"frequency {frequency}, recency {recency} and age {age} are no purchase history: expected 0 <= frequency and 0 <= recency <= age, all finite");

    [DoesNotReturn]
    private static void ThrowHorizon(double horizon) =>
        throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "the horizon must be finite and not negative");

    [DoesNotReturn]
    private static void ThrowSpend(int frequency, double meanSpend) => throw new ArgumentOutOfRangeException(
        nameof(meanSpend), $"frequency {frequency} and mean spend {meanSpend} must be finite and not negative");
}
