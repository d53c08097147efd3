namespace ClvActors.Learning.Evaluation;

/// <summary>The classes that splits and folds are stratified by.</summary>
internal static class LabelQuintiles
{
    public const int Count = 5;

    /// <summary>The quintile of each row, from 0 for the smallest labels; equal labels are told apart by their order (pandas' <c>qcut</c> on first ranks).</summary>
    public static int[] Of(ReadOnlySpan<double> labels)
    {
        int[] order = Ranks.Order(labels);
        int[] quintileOf = new int[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            quintileOf[order[rank]] = DecileTable.Quantile(rank, order.Length, Count);
        }

        return quintileOf;
    }
}
