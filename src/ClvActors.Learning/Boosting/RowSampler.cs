namespace ClvActors.Learning.Boosting;

/// <summary>Draws the rows that trees see (bagging), with LightGBM's generators: one per block of 1,024 rows.</summary>
/// <remarks>Source: https://github.com/microsoft/LightGBM/blob/v4.6.0/src/boosting/bagging.hpp. Not safe for use by several threads.</remarks>
internal sealed class RowSampler
{
    private const int BlockRows = 1024;

    private readonly double _fraction;
    private readonly int _frequency;
    private readonly LightGbmRandom[] _blocks;
    private readonly int[] _rows;

    public RowSampler(int rows, BoostingParameters parameters)
    {
        _fraction = parameters.BaggingFraction;
        _frequency = _fraction < 1 ? parameters.BaggingFrequency : 0;
        int seed = parameters.Seeds.Bagging;
        _blocks = [.. Enumerable.Range(0, (rows + BlockRows - 1) / BlockRows).Select(block => new LightGbmRandom(seed + block))];
        _rows = [.. Enumerable.Range(0, rows)];
        Drawn = rows;
    }

    /// <summary>Rows in the bag, at least 1.</summary>
    public int Drawn { get; private set; }

    /// <summary>The rows in the bag, ascending.</summary>
    public ReadOnlySpan<int> InBag => _rows.AsSpan(0, Drawn);

    /// <summary>The rows out of the bag.</summary>
    public ReadOnlySpan<int> OutOfBag => _rows.AsSpan(Drawn);

    /// <summary>Draws a new bag when this iteration is due for one.</summary>
    public void Next(int iteration)
    {
        if (_frequency == 0 || iteration % _frequency != 0)
        {
            return;
        }

        int drawn = 0;
        int last = _rows.Length;
        for (int row = 0; row < _rows.Length; row++)
        {
            if (_blocks[row / BlockRows].NextFloat() < _fraction)
            {
                _rows[drawn++] = row;
            }
            else
            {
                _rows[--last] = row;
            }
        }

        // LightGBM cannot train on an empty bag; of a handful of rows ours keeps one.
        Drawn = Math.Max(1, drawn);
    }
}
