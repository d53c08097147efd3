namespace ClvActors.Learning.Rivals.Forests;

/// <summary>The columns that can be split on, and the rows in ascending order of each: sorted once for all trees.</summary>
internal sealed class SortedColumns
{
    private SortedColumns(int rows, int[] features, double[][] values, int[][] orders)
    {
        Rows = rows;
        Features = features;
        Values = values;
        Orders = orders;
    }

    public int Rows { get; }

    /// <summary>The features that are not constant.</summary>
    public int[] Features { get; }

    /// <summary>Per such feature the value of each row.</summary>
    public double[][] Values { get; }

    /// <summary>Per such feature the rows, ascending by value and then by number.</summary>
    public int[][] Orders { get; }

    public static SortedColumns Of(FeatureMatrix matrix, CancellationToken cancellation)
    {
        List<int> features = [];
        List<double[]> values = [];
        List<int[]> orders = [];
        for (int feature = 0; feature < matrix.Columns; feature++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] column = matrix.Column(feature);
            int[] order = Evaluation.Ranks.Order(column);
            if (column[order[0]] != column[order[^1]])
            {
                features.Add(feature);
                values.Add(column);
                orders.Add(order);
            }
        }

        return new SortedColumns(matrix.Rows, [.. features], [.. values], [.. orders]);
    }
}
