namespace ClvActors.Learning.Trees;

/// <summary>
/// The columns that splits compare: each is a feature under one rule for missing values, so that every numeric split is the one
/// comparison <c>column &gt; threshold</c> and no split looks at NaN, zero or default directions again.
/// </summary>
/// <remarks>
/// A missing value becomes minus infinity where it goes left and infinity where it goes right; thresholds are finite, so the comparison
/// decides the same. Models use one or two rules per feature, so a row costs some tens of assignments instead of thousands of checks.
/// Column 0 is always minus infinity: the leaves of the scorer test it. Built once, then safe from any number of threads.
/// </remarks>
internal sealed class SplitColumns
{
    private readonly List<(int Feature, Rule Rule)> _columns = [];
    private readonly Dictionary<(int Feature, Rule Rule), int> _positions = [];
    private (int Feature, Rule Rule)[] _frozen = [];

    private enum Rule : byte
    {
        /// <summary>As it is; categorical splits read it.</summary>
        Raw,

        /// <summary>NaN is 0.</summary>
        NanIsZero,
        NanLeft,
        NanRight,
        ZeroLeft,
        ZeroRight,
    }

    /// <summary>How many values a row of columns has.</summary>
    internal int Count => _frozen.Length + 1;

    /// <summary>The column that a split of this kind compares; added when new.</summary>
    internal int Add(int feature, byte decisionType)
    {
        (int, Rule) column = (feature, RuleOf(decisionType));
        if (!_positions.TryGetValue(column, out int position))
        {
            _columns.Add(column);
            position = _columns.Count;
            _positions.Add(column, position);
        }

        return position;
    }

    /// <summary>Ends the building.</summary>
    internal void Freeze() => _frozen = [.. _columns];

    /// <summary>Fills the columns from a row.</summary>
    /// <param name="row">One value per feature.</param>
    /// <param name="columns">At least <see cref="Count"/> values; all of them are written.</param>
    internal void Fill(ReadOnlySpan<double> row, Span<double> columns)
    {
        (int Feature, Rule Rule)[] frozen = _frozen;
        columns[0] = double.NegativeInfinity;
        for (int index = 0; index < frozen.Length; index++)
        {
            (int feature, Rule rule) = frozen[index];
            columns[index + 1] = Apply(rule, row[feature]);
        }
    }

    private static double Apply(Rule rule, double value)
    {
        switch (rule)
        {
            case Rule.NanIsZero:
                return double.IsNaN(value) ? 0 : value;
            case Rule.NanLeft:
                return double.IsNaN(value) ? double.NegativeInfinity : value;
            case Rule.NanRight:
                return double.IsNaN(value) ? double.PositiveInfinity : value;
            case Rule.ZeroLeft:
                return Math.Abs(value) > SplitDecision.ZeroThreshold ? value : double.NegativeInfinity;
            case Rule.ZeroRight:
                return Math.Abs(value) > SplitDecision.ZeroThreshold ? value : double.PositiveInfinity;
            default:
                return value;
        }
    }

    private static Rule RuleOf(byte decisionType)
    {
        if (SplitDecision.IsCategorical(decisionType))
        {
            return Rule.Raw;
        }

        bool left = SplitDecision.IsDefaultLeft(decisionType);
        return SplitDecision.MissingTypeOf(decisionType) switch
        {
            MissingType.None => Rule.NanIsZero,
            MissingType.Zero => left ? Rule.ZeroLeft : Rule.ZeroRight,
            _ => left ? Rule.NanLeft : Rule.NanRight,
        };
    }
}
