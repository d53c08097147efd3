namespace ClvActors.Embedded.Journal;

/// <summary>What a frame of the log holds. The numbers are part of the format.</summary>
public enum FrameKind : byte
{
    /// <summary>The lines of one client batch, see <see cref="BatchCodec"/>.</summary>
    Batch = 1,

    /// <summary>A move of the as-of date, see <see cref="AsOfCodec"/>.</summary>
    AsOf = 2,

    /// <summary>New rank edges, see <see cref="EdgesCodec"/>.</summary>
    Edges = 3,

    /// <summary>The population stands at one as-of date and one version of the edges, see <see cref="SettledCodec"/>.</summary>
    Settled = 4,

    /// <summary>Another model bundle serves, see <see cref="ModelSwapCodec"/>.</summary>
    ModelSwap = 5,
}
