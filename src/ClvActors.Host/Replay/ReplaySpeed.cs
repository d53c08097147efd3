using System.Globalization;

namespace ClvActors.Host.Replay;

/// <summary>How fast the days of a replay pass.</summary>
/// <param name="PerDay">How long a day lasts, from its acknowledged end to the next day; zero for as fast as the service takes them.</param>
internal readonly record struct ReplaySpeed(TimeSpan PerDay)
{
    /// <summary>Slowest speed that can be asked for, in days per second.</summary>
    public const double Slowest = 0.01;

    /// <summary>Fastest speed besides <see cref="Max"/>, in days per second.</summary>
    public const double Fastest = 1_000;

    /// <summary>How <see cref="Max"/> is written.</summary>
    public const string MaxName = "max";

    /// <summary>As fast as the service takes the lines.</summary>
    public static ReplaySpeed Max => new(TimeSpan.Zero);

    /// <summary>Whether nothing is waited for.</summary>
    public bool IsMax => PerDay == TimeSpan.Zero;

    /// <summary>Days per second; infinity for <see cref="Max"/>.</summary>
    public double DaysPerSecond => IsMax ? double.PositiveInfinity : 1 / PerDay.TotalSeconds;

    /// <summary>A speed in days per second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from <see cref="Slowest"/> to <see cref="Fastest"/>.</exception>
    public static ReplaySpeed Of(double daysPerSecond) => daysPerSecond is >= Slowest and <= Fastest
        ? new ReplaySpeed(TimeSpan.FromSeconds(1 / daysPerSecond))
        : throw new ArgumentOutOfRangeException(nameof(daysPerSecond));

    /// <inheritdoc/>
    public override string ToString() => IsMax ? MaxName : DaysPerSecond.ToString("0.##", CultureInfo.InvariantCulture);
}
