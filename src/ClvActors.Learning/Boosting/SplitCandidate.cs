namespace ClvActors.Learning.Boosting;

/// <summary>The best split found for a leaf, or none while <see cref="Gain"/> is not positive.</summary>
internal struct SplitCandidate
{
    public static readonly SplitCandidate None = new() { Feature = int.MaxValue, Gain = double.NegativeInfinity };

    /// <summary>Position of the feature among all.</summary>
    public int Feature;

    /// <summary>The last bin that goes left.</summary>
    public int Bin;

    /// <summary>Where missing values go.</summary>
    public bool DefaultLeft;

    /// <summary>Loss reduction beyond <c>min_gain_to_split</c>.</summary>
    public double Gain;

    /// <summary>Sums of the left side.</summary>
    public LeafSums Left;

    /// <summary>Sums of the right side.</summary>
    public LeafSums Right;

    /// <summary>Whether this split is to be preferred; of equal gains the feature that stands first wins.</summary>
    public readonly bool IsBetterThan(in SplitCandidate other) => Gain != other.Gain ? Gain > other.Gain : Feature < other.Feature;
}
