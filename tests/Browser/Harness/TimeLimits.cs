namespace ClvActors.Browser.Tests.Harness;

/// <summary>How long these tests wait for an event before they fail; generous, because the machine may be busy. None of them is waited out when all is well.</summary>
internal static class TimeLimits
{
    /// <summary>The server says that it listens.</summary>
    public static readonly TimeSpan ServerStart = TimeSpan.FromSeconds(120);

    /// <summary>An answer of the API.</summary>
    public static readonly TimeSpan Request = TimeSpan.FromSeconds(100);

    /// <summary>The browser has started, in milliseconds.</summary>
    public const float Browser = 120_000;

    /// <summary>Something appears on a page, in milliseconds.</summary>
    public const float OnPage = 60_000;

    /// <summary>Monitoring looks at the population once more, in milliseconds: between two looks it rests twenty times as long as one takes.</summary>
    public const float NextLook = 180_000;
}
