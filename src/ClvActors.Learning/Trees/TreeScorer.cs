using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClvActors.Learning.Trees;

/// <summary>Scores rows with a tree ensemble: LightGBM's raw score, bit for bit.</summary>
/// <remarks>
/// <para>Eight trees are walked at a time without branches, each for as many steps as the deepest of them has levels, because a walk of
/// one tree waits for memory and for mispredicted branches at each level. Immutable; any number of threads may score at once.</para>
/// <para>Source of the decision rules: LightGBM 4.6, <c>include/LightGBM/tree.h</c>; see <see cref="SplitDecision"/>.</para>
/// </remarks>
public sealed class TreeScorer
{
    private const int GroupSize = 8;
    private const int StackColumns = 256;

    private readonly ScoringNode[] _nodes;
    private readonly uint[] _categoryBits;
    private readonly SplitColumns _columns;
    private readonly uint[] _roots;
    private readonly (int Depth, bool HasCategories)[] _groups;

    /// <summary>Lays an ensemble out for scoring.</summary>
    /// <exception cref="ModelFormatException">A tree is not sound.</exception>
    public TreeScorer(TreeEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ensemble.Validate();
        FeatureCount = ensemble.FeatureNames.Count;
        ScoringLayout layout = new();
        _groups = new (int, bool)[(ensemble.Trees.Count + GroupSize - 1) / GroupSize];
        _roots = new uint[_groups.Length * GroupSize];
        for (int index = 0; index < _roots.Length; index++)
        {
            if (index >= ensemble.Trees.Count)
            {
                _roots[index] = layout.AddNothing();
                continue;
            }

            (_roots[index], int depth, bool hasCategories) = layout.Add(ensemble.Trees[index]);
            ref (int Depth, bool HasCategories) group = ref _groups[index / GroupSize];
            group = (Math.Max(group.Depth, depth), group.HasCategories | hasCategories);
        }

        layout.Columns.Freeze();
        _columns = layout.Columns;
        _nodes = layout.Nodes;
        _categoryBits = layout.CategoryBits;
    }

    /// <summary>How many values a row has.</summary>
    public int FeatureCount { get; }

    /// <summary>The raw score of a row: the sum of one leaf value per tree, added in boosting order.</summary>
    /// <param name="row">One value per feature of the ensemble, in its order; NaN is missing, infinities are compared as they are.</param>
    /// <returns>The raw score, before any transformation of the objective; 0 without trees.</returns>
    /// <exception cref="ArgumentException">The row has another length than <see cref="FeatureCount"/>.</exception>
    public double Score(ReadOnlySpan<double> row)
    {
        if (row.Length != FeatureCount)
        {
            ThrowWrongLength(row.Length, FeatureCount);
        }

        return _columns.Count <= StackColumns ? ScoreOnStack(row) : ScoreRented(row);
    }

    private double ScoreOnStack(ReadOnlySpan<double> row)
    {
        Span<double> columns = stackalloc double[_columns.Count];
        return Sum(row, columns);
    }

    private double ScoreRented(ReadOnlySpan<double> row)
    {
        double[] columns = ArrayPool<double>.Shared.Rent(_columns.Count);
        double score = Sum(row, columns);
        ArrayPool<double>.Shared.Return(columns);
        return score;
    }

    private double Sum(ReadOnlySpan<double> row, Span<double> columns)
    {
        _columns.Fill(row, columns);
        double sum = 0;
        for (int group = 0; group < _groups.Length; group++)
        {
            (int depth, bool hasCategories) = _groups[group];
            ReadOnlySpan<uint> roots = _roots.AsSpan(group * GroupSize, GroupSize);
            sum = hasCategories ? Walk<AnySplit>(columns, roots, depth, sum) : Walk<NumericSplit>(columns, roots, depth, sum);
        }

        return sum;
    }

    // Unchecked references: the offsets and columns were laid out from trees that passed TreeStructure.
    private double Walk<TSplit>(ReadOnlySpan<double> columns, ReadOnlySpan<uint> roots, int depth, double sum)
        where TSplit : ISplit
    {
        ref ScoringNode nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref double values = ref MemoryMarshal.GetReference(columns);
        uint[] bits = _categoryBits;
        uint a = roots[0], b = roots[1], c = roots[2], d = roots[3], e = roots[4], f = roots[5], g = roots[6], h = roots[7];
        for (int step = depth; step > 0; step--)
        {
            a = TSplit.Next(ref nodes, ref values, bits, a);
            b = TSplit.Next(ref nodes, ref values, bits, b);
            c = TSplit.Next(ref nodes, ref values, bits, c);
            d = TSplit.Next(ref nodes, ref values, bits, d);
            e = TSplit.Next(ref nodes, ref values, bits, e);
            f = TSplit.Next(ref nodes, ref values, bits, f);
            g = TSplit.Next(ref nodes, ref values, bits, g);
            h = TSplit.Next(ref nodes, ref values, bits, h);
        }

        sum += At(ref nodes, a).Threshold;
        sum += At(ref nodes, b).Threshold;
        sum += At(ref nodes, c).Threshold;
        sum += At(ref nodes, d).Threshold;
        sum += At(ref nodes, e).Threshold;
        sum += At(ref nodes, f).Threshold;
        sum += At(ref nodes, g).Threshold;
        sum += At(ref nodes, h).Threshold;
        return sum;
    }

    private static ref ScoringNode At(ref ScoringNode nodes, uint offset) => ref Unsafe.AddByteOffset(ref nodes, offset);

    [DoesNotReturn]
    private static void ThrowWrongLength(int length, int expected) =>
        throw new ArgumentException($"The row has {length} values, the model {expected} features.");

    private interface ISplit
    {
        public static abstract uint Next(ref ScoringNode nodes, ref double columns, uint[] categoryBits, uint offset);
    }

    private readonly struct NumericSplit : ISplit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static uint Next(ref ScoringNode nodes, ref double columns, uint[] categoryBits, uint offset)
        {
            ref ScoringNode node = ref At(ref nodes, offset);
            return node.First + (Unsafe.Add(ref columns, node.Column) > node.Threshold ? (uint)ScoringNode.Size : 0u);
        }
    }

    private readonly struct AnySplit : ISplit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static uint Next(ref ScoringNode nodes, ref double columns, uint[] categoryBits, uint offset) =>
            At(ref nodes, offset).Column >= ScoringNode.CategoricalFlag
                ? NextByCategory(ref At(ref nodes, offset), ref columns, categoryBits)
                : NumericSplit.Next(ref nodes, ref columns, categoryBits, offset);

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static uint NextByCategory(ref ScoringNode node, ref double columns, uint[] categoryBits)
        {
            long set = BitConverter.DoubleToInt64Bits(node.Threshold);
            ReadOnlySpan<uint> words = categoryBits.AsSpan((int)(set >> 32), (int)set);
            bool left = SplitDecision.Contains(words, Unsafe.Add(ref columns, node.Column & ~ScoringNode.CategoricalFlag));
            return node.First + (left ? 0u : ScoringNode.Size);
        }
    }
}
