using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Rivals.Forests;

/// <summary>Grows one tree after the other over the same columns.</summary>
/// <remarks>
/// A node is the same range of every column's order. Splitting it divides each range stably, so nothing is ever sorted again: 60 columns of 2,252 rows take about as long as
/// reading them once per level. Not safe for use by several threads.
/// </remarks>
internal sealed class ForestTreeGrower
{
    private readonly SortedColumns _columns;
    private readonly double[] _targets;
    private readonly double _mean;
    private readonly double _least;
    private readonly double _largest;
    private readonly ForestTrainer _settings;
    private readonly int _tries;
    private readonly int[][] _orders;
    private readonly int[] _draws;
    private readonly byte[] _goesLeft;
    private readonly int[] _right;
    private readonly int[] _candidates;
    private readonly List<ForestNode> _nodes = [];
    private readonly Stack<OpenNode> _open = [];

    public ForestTreeGrower(SortedColumns columns, double[] labels, ForestTrainer settings)
    {
        _columns = columns;
        _settings = settings;
        _tries = Math.Max(1, (int)Math.Round(settings.FeatureShare * columns.Features.Length));
        _mean = TrainingInput.Mean(labels);
        _least = labels.Min();
        _largest = labels.Max();

        // Around their mean the labels' sums lose no digits in gains.
        _targets = Array.ConvertAll(labels, label => label - _mean);
        _orders = [.. columns.Orders.Select(order => new int[order.Length])];
        _draws = new int[columns.Rows];
        _goesLeft = new byte[columns.Rows];
        _right = new int[columns.Rows];
        _candidates = new int[columns.Features.Length];
    }

    public ForestNode[] Grow(uint seed)
    {
        MersenneTwister random = new(seed);
        int rows = DrawRows(random);

        // A tree must not depend on the trees that this thread happened to grow before it.
        for (int column = 0; column < _candidates.Length; column++)
        {
            _candidates[column] = column;
        }

        _nodes.Clear();
        _nodes.Add(default);
        _open.Push(new OpenNode(0, 0, rows, 0));
        while (_open.TryPop(out OpenNode node))
        {
            if (_columns.Features.Length > 0 && CanSplit(node) && FindSplit(node, random) is { } split)
            {
                Divide(node, split);
            }
            else
            {
                _nodes[node.Position] = new ForestNode(LeafValue(node), ForestNode.Leaf, 0);
            }
        }

        return [.. _nodes];
    }

    /// <summary>Draws the tree's rows and fills each column's order with them; returns how many different ones there are.</summary>
    private int DrawRows(MersenneTwister random)
    {
        if (_settings.Bootstrap)
        {
            Array.Clear(_draws);
            for (int draw = 0; draw < _draws.Length; draw++)
            {
                _draws[random.UpTo((uint)(_draws.Length - 1))]++;
            }
        }
        else
        {
            Array.Fill(_draws, 1);
        }

        int different = _draws.Count(draws => draws > 0);
        for (int column = 0; column < _orders.Length; column++)
        {
            int next = 0;
            foreach (int row in _columns.Orders[column])
            {
                if (_draws[row] > 0)
                {
                    _orders[column][next++] = row;
                }
            }
        }

        return different;
    }

    private bool CanSplit(OpenNode node)
    {
        if (node.End - node.Begin < 2 * _settings.MinimumRowsInLeaf || (_settings.MaximumDepth > 0 && node.Depth >= _settings.MaximumDepth))
        {
            return false;
        }

        ReadOnlySpan<int> rows = RowsOf(node);
        foreach (int row in rows)
        {
            if (_targets[row] != _targets[rows[0]])
            {
                return true;
            }
        }

        return false;
    }

    private Split? FindSplit(OpenNode node, MersenneTwister random)
    {
        double weight = 0;
        double sum = 0;
        foreach (int row in RowsOf(node))
        {
            weight += _draws[row];
            sum += _draws[row] * _targets[row];
        }

        Split? best = null;
        int tried = 0;
        for (int drawn = 0; drawn < _candidates.Length && (tried < _tries || best is null); drawn++)
        {
            int other = drawn + (int)random.UpTo((uint)(_candidates.Length - 1 - drawn));
            (_candidates[drawn], _candidates[other]) = (_candidates[other], _candidates[drawn]);
            int column = _candidates[drawn];
            double least = _columns.Values[column][_orders[column][node.Begin]];
            double largest = _columns.Values[column][_orders[column][node.End - 1]];
            if (least == largest)
            {
                continue;
            }

            tried++;
            Split? split = _settings.RandomThresholds
                ? RandomSplit(node, column, weight, sum, Between(least, largest, random.NextDouble()))
                : BestSplit(node, column, weight, sum);
            if (split is { } found && (best is not { } known || found.Gain > known.Gain || (found.Gain == known.Gain && column < known.Column)))
            {
                best = found;
            }
        }

        return best;
    }

    private Split? BestSplit(OpenNode node, int column, double weight, double sum)
    {
        double[] values = _columns.Values[column];
        int[] order = _orders[column];
        double[] targets = _targets;
        int[] draws = _draws;
        int first = node.Begin + _settings.MinimumRowsInLeaf - 1;
        int last = node.End - _settings.MinimumRowsInLeaf - 1;
        double leftWeight = 0;
        double leftSum = 0;
        double bestGain = double.NegativeInfinity;
        int best = -1;
        double value = values[order[node.Begin]];
        for (int at = node.Begin; at <= last; at++)
        {
            int row = order[at];
            double drawn = draws[row];
            leftWeight += drawn;
            leftSum += drawn * targets[row];
            double next = values[order[at + 1]];
            bool divides = next != value;
            value = next;
            if (divides && at >= first)
            {
                double rightSum = sum - leftSum;
                double gain = (leftSum * leftSum / leftWeight) + (rightSum * rightSum / (weight - leftWeight));
                if (gain > bestGain)
                {
                    bestGain = gain;
                    best = at;
                }
            }
        }

        return best < 0 ? null : new Split(column, Between(values[order[best]], values[order[best + 1]], 0.5), bestGain);
    }

    private Split? RandomSplit(OpenNode node, int column, double weight, double sum, double threshold)
    {
        double[] values = _columns.Values[column];
        int[] order = _orders[column];
        double leftWeight = 0;
        double leftSum = 0;
        int at = node.Begin;
        for (; values[order[at]] <= threshold; at++)
        {
            leftWeight += _draws[order[at]];
            leftSum += _draws[order[at]] * _targets[order[at]];
        }

        if (at - node.Begin < _settings.MinimumRowsInLeaf || node.End - at < _settings.MinimumRowsInLeaf)
        {
            return null;
        }

        double rightSum = sum - leftSum;
        return new Split(column, threshold, (leftSum * leftSum / leftWeight) + (rightSum * rightSum / (weight - leftWeight)));
    }

    /// <summary>A number from the lower value up to but not including the upper one, so that both sides keep rows.</summary>
    private static double Between(double lower, double upper, double share)
    {
        double value = lower + (share * (upper - lower));
        return value < upper ? value : lower;
    }

    private void Divide(OpenNode node, Split split)
    {
        double[] values = _columns.Values[split.Column];
        int middle = node.Begin;
        foreach (int row in RowsOf(node))
        {
            bool left = values[row] <= split.Threshold;
            _goesLeft[row] = left ? (byte)1 : (byte)0;
            middle += left ? 1 : 0;
        }

        // Two leaves need one column only, to know their rows.
        bool deeper = Math.Max(middle - node.Begin, node.End - middle) >= 2 * _settings.MinimumRowsInLeaf;
        for (int column = 0; column < (deeper ? _orders.Length : 1); column++)
        {
            Divide(_orders[column].AsSpan(node.Begin, node.End - node.Begin));
        }

        int child = _nodes.Count;
        _nodes[node.Position] = new ForestNode(split.Threshold, _columns.Features[split.Column], child);
        _nodes.Add(default);
        _nodes.Add(default);
        _open.Push(new OpenNode(child + 1, middle, node.End, node.Depth + 1));
        _open.Push(new OpenNode(child, node.Begin, middle, node.Depth + 1));
    }

    // Both ends are written and one of them is moved on: rows go left or right at random, which a branch would mispredict half the time.
    private void Divide(Span<int> order)
    {
        int left = 0;
        int right = 0;
        foreach (int row in order)
        {
            int goesLeft = _goesLeft[row];
            order[left] = row;
            _right[right] = row;
            left += goesLeft;
            right += 1 - goesLeft;
        }

        _right.AsSpan(0, right).CopyTo(order[left..]);
    }

    private double LeafValue(OpenNode node)
    {
        double weight = 0;
        double sum = 0;
        foreach (int row in RowsOf(node))
        {
            weight += _draws[row];
            sum += _draws[row] * _targets[row];
        }

        // Without the limits a share of ones could come out at -1e-17.
        return weight == 0 ? _mean : Math.Clamp(_mean + (sum / weight), _least, _largest);
    }

    private ReadOnlySpan<int> RowsOf(OpenNode node) => _orders.Length == 0 ? [] : _orders[0].AsSpan(node.Begin, node.End - node.Begin);

    private readonly record struct OpenNode(int Position, int Begin, int End, int Depth);

    private readonly record struct Split(int Column, double Threshold, double Gain);
}
