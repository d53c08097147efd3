namespace ClvActors.CommandLine.Replay;

/// <summary>How much faster than the events a replay runs.</summary>
/// <param name="Factor">Seconds of events per second of the clock; infinity for as fast as possible.</param>
internal readonly record struct ReplaySpeed(double Factor)
{
    /// <summary>As fast as possible.</summary>
    public static ReplaySpeed Max => new(double.PositiveInfinity);

    /// <summary>Whether there is no pacing.</summary>
    public bool IsMax => double.IsPositiveInfinity(Factor);

    /// <summary>The spelling that is read: <c>max</c> or a factor such as <c>86400x</c>.</summary>
    public override string ToString() => IsMax ? "max" : $"{Factor}x";

    /// <summary>Reads <c>max</c> or a factor such as <c>86400x</c>.</summary>
    public static bool TryParse(string text, out ReplaySpeed speed)
    {
        speed = Max;
        if (text == "max")
        {
            return true;
        }

        if (!text.EndsWith('x') || !double.TryParse(text[..^1], out double factor) || !(factor > 0) || !double.IsFinite(factor))
        {
            return false;
        }

        speed = new ReplaySpeed(factor);
        return true;
    }
}
