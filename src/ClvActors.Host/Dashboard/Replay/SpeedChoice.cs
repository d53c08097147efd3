using ClvActors.Host.Replay;

namespace ClvActors.Host.Dashboard.Replay;

/// <summary>A speed that the page offers.</summary>
/// <param name="Name">What people read.</param>
/// <param name="Speed">The speed; null for the source's own.</param>
internal sealed record SpeedChoice(string Name, ReplaySpeed? Speed)
{
    /// <summary>All of them, slowest first.</summary>
    public static IReadOnlyList<SpeedChoice> All { get; } =
    [
        new("Own", null),
        new("½ day/s", ReplaySpeed.Of(0.5)),
        new("5 days/s", ReplaySpeed.Of(5)),
        new("30 days/s", ReplaySpeed.Of(30)),
        new("Max", ReplaySpeed.Max),
    ];

    /// <summary>The offered speed that stands; null for one that was set by other means.</summary>
    public static SpeedChoice? Of(ReplayStatus status) =>
        !status.IsSpeedChosen ? All[0] : All.FirstOrDefault(choice => choice.Speed == status.Speed);

    /// <summary>A speed in words.</summary>
    public static string Text(ReplaySpeed? speed, Formats formats) => speed switch
    {
        null => Formats.Absent,
        { IsMax: true } => "as fast as possible",
        { DaysPerSecond: >= 1 } fast => $"{formats.Number(fast.DaysPerSecond, 1)} days a second",
        { } slow => $"a day in {formats.Number(slow.PerDay.TotalSeconds, 1)} s",
    };
}
