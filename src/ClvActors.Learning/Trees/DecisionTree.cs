namespace ClvActors.Learning.Trees;

/// <summary>One binary decision tree in flat arrays, laid out as LightGBM's text format has it.</summary>
/// <remarks>
/// <para>Internal nodes are numbered 0 to <see cref="LeafCount"/> - 2 with the root at 0, leaves 0 to <see cref="LeafCount"/> - 1. A child
/// that is negative is the leaf <c>~child</c>. A tree of one leaf has no internal node.</para>
/// <para>Immutable once built: nobody writes to the arrays after construction, so any number of threads may read.</para>
/// </remarks>
public sealed class DecisionTree
{
    /// <summary>Number of leaves, at least 1.</summary>
    public required int LeafCount { get; init; }

    /// <summary>Feature that each internal node tests, as a position in the ensemble's feature names.</summary>
    public required int[] SplitFeature { get; init; }

    /// <summary>Numeric: go left when value &lt;= threshold. Categorical: the index into <see cref="CategoryBoundaries"/>.</summary>
    public required double[] Threshold { get; init; }

    /// <summary>LightGBM's bits: 1 = categorical, 2 = default left, bits 2-3 = missing type (0 none, 1 zero, 2 NaN).</summary>
    public required byte[] DecisionType { get; init; }

    /// <summary>Left children; negative means leaf <c>~child</c>.</summary>
    public required int[] LeftChild { get; init; }

    /// <summary>Right children; negative means leaf <c>~child</c>.</summary>
    public required int[] RightChild { get; init; }

    /// <summary>Loss reduction of each split.</summary>
    public required double[] SplitGain { get; init; }

    /// <summary>Value of each leaf, shrinkage included.</summary>
    public required double[] LeafValue { get; init; }

    /// <summary>Sum of hessians in each leaf.</summary>
    public required double[] LeafWeight { get; init; }

    /// <summary>Training rows in each leaf.</summary>
    public required int[] LeafRows { get; init; }

    /// <summary>Value each internal node would have as a leaf.</summary>
    public required double[] InternalValue { get; init; }

    /// <summary>Sum of hessians below each internal node.</summary>
    public required double[] InternalWeight { get; init; }

    /// <summary>Training rows below each internal node.</summary>
    public required int[] InternalRows { get; init; }

    /// <summary>Offsets into <see cref="CategoryBits"/> for each categorical split, one more than there are; empty without categorical splits.</summary>
    public int[] CategoryBoundaries { get; init; } = [];

    /// <summary>Bit sets of the categories that go left.</summary>
    public uint[] CategoryBits { get; init; } = [];

    /// <summary>The learning rate that was folded into the leaf values.</summary>
    public required double Shrinkage { get; init; }

    /// <summary>The same tree over other columns.</summary>
    internal DecisionTree WithSplitFeature(int[] splitFeature) => new()
    {
        LeafCount = LeafCount,
        SplitFeature = splitFeature,
        Threshold = Threshold,
        DecisionType = DecisionType,
        LeftChild = LeftChild,
        RightChild = RightChild,
        SplitGain = SplitGain,
        LeafValue = LeafValue,
        LeafWeight = LeafWeight,
        LeafRows = LeafRows,
        InternalValue = InternalValue,
        InternalWeight = InternalWeight,
        InternalRows = InternalRows,
        CategoryBoundaries = CategoryBoundaries,
        CategoryBits = CategoryBits,
        Shrinkage = Shrinkage,
    };
}
