namespace ClvActors.Learning.Trees;

/// <summary>The meaning of LightGBM's <c>decision_type</c> bits, and the one test of a value that is not a comparison.</summary>
/// <remarks>Source: LightGBM 4.6, <c>include/LightGBM/tree.h</c>, <c>NumericalDecision</c> and <c>CategoricalDecision</c>.</remarks>
public static class SplitDecision
{
    /// <summary>The split tests whether a category is in a set.</summary>
    public const byte Categorical = 1;

    /// <summary>A missing value goes left.</summary>
    public const byte DefaultLeft = 2;

    /// <summary>The missing type stands in the bits from here on.</summary>
    public const int MissingTypeShift = 2;

    /// <summary>The largest magnitude that counts as zero: LightGBM's <c>kZeroThreshold</c>, the float 1e-35 widened to double.</summary>
    public const double ZeroThreshold = 1e-35f;

    /// <summary>The largest valid decision type: categorical, default left, missing type NaN.</summary>
    internal const byte Largest = Categorical | DefaultLeft | ((byte)MissingType.NaN << MissingTypeShift);

    /// <summary>What the split takes for missing.</summary>
    /// <returns>A value outside of <see cref="MissingType"/> when the bits are invalid.</returns>
    public static MissingType MissingTypeOf(byte decisionType) => (MissingType)(decisionType >> MissingTypeShift);

    /// <summary>Whether the split tests a set of categories.</summary>
    public static bool IsCategorical(byte decisionType) => (decisionType & Categorical) != 0;

    /// <summary>Whether missing values go left.</summary>
    public static bool IsDefaultLeft(byte decisionType) => (decisionType & DefaultLeft) != 0;

    /// <summary>The bits of a split.</summary>
    public static byte Encode(bool categorical, bool defaultLeft, MissingType missingType) =>
        (byte)((categorical ? Categorical : 0) | (defaultLeft ? DefaultLeft : 0) | ((int)missingType << MissingTypeShift));

    /// <summary>Whether a value belongs to a set of categories and so goes left.</summary>
    /// <param name="value">The category; cut towards zero. NaN, -1 and below, and 2^31 and above belong to no set.</param>
    /// <param name="categoryBits">Bit <c>c % 32</c> of word <c>c / 32</c> stands for category <c>c</c>.</param>
    public static bool Contains(ReadOnlySpan<uint> categoryBits, double value)
    {
        // C++ casts NaN and out-of-range doubles to INT_MIN on x86, which LightGBM then sends right.
        if (!(value > -1.0 && value < 2147483648.0))
        {
            return false;
        }

        int category = (int)value;
        int word = category >> 5;
        return word < categoryBits.Length && ((categoryBits[word] >> (category & 31)) & 1) != 0;
    }
}
