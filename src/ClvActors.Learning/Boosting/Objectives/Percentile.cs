using System.Buffers;
using System.Numerics;

namespace ClvActors.Learning.Boosting.Objectives;

/// <summary>Percentiles of labels and residuals by LightGBM's two rules, with and without weights.</summary>
/// <remarks>
/// Source: the macros <c>PercentileFun</c> and <c>WeightedPercentileFun</c> of
/// https://github.com/microsoft/LightGBM/blob/v4.6.0/src/objective/regression_objective.hpp, arithmetic in the same precision and order.
/// </remarks>
internal static class Percentile
{
    /// <summary>The percentile of all labels, in single precision as LightGBM has it.</summary>
    public static double OfLabels(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, double level)
    {
        float[] values = labels.ToArray();
        return weights.IsEmpty ? Of(values.AsSpan(), level) : Of(values, weights, level);
    }

    /// <summary>The percentile of label less score over the rows of a leaf, of which there is at least one.</summary>
    public static double OfResiduals(
        ReadOnlySpan<int> rows,
        ReadOnlySpan<double> scores,
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> weights,
        double level)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(rows.Length);
        Span<double> residuals = rented.AsSpan(0, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            residuals[i] = labels[rows[i]] - scores[rows[i]];
        }

        double percentile = weights.IsEmpty ? Of(residuals, level) : OfWeighted(residuals, rows, weights, level);
        ArrayPool<double>.Shared.Return(rented);
        return percentile;
    }

    /// <summary>The percentile with linear interpolation between the two values around it.</summary>
    /// <param name="values">At least one value; reordered.</param>
    /// <param name="level">Share of values below, 0 to 1.</param>
    public static T Of<T>(Span<T> values, double level)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (values.Length == 1)
        {
            return values[0];
        }

        // LightGBM counts from the largest value down.
        double fromTop = (values.Length - 1) * (1.0 - level);
        int whole = (int)fromTop;
        if (whole + 1 >= values.Length)
        {
            return Least(values);
        }

        int position = values.Length - 2 - whole;
        T lower = Select(values, position);
        T upper = Least(values[(position + 1)..]);
        return T.CreateTruncating(double.CreateTruncating(upper) - (double.CreateTruncating(upper - lower) * (fromTop - whole)));
    }

    /// <summary>The value at which the sum of weights first exceeds its share.</summary>
    /// <remarks>
    /// Where the next value weighs 1 or more, LightGBM moves the result from there along the line through the value below, with the distance measured by
    /// the next value's weight: no interpolation in the usual sense, and kept because equal models need equal leaves.
    /// </remarks>
    /// <param name="values">At least one value; sorted.</param>
    /// <param name="weights">One weight of 0 or more per value.</param>
    /// <param name="level">Share of the weight below, 0 to 1.</param>
    public static T Of<T>(Span<T> values, ReadOnlySpan<float> weights, double level)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (values.Length == 1)
        {
            return values[0];
        }

        int[] order = ArrayPool<int>.Shared.Rent(values.Length);
        double[] cumulative = ArrayPool<double>.Shared.Rent(values.Length);
        SortStably(values, order.AsSpan(0, values.Length));
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            cumulative[i] = sum += weights[order[i]];
        }

        double threshold = sum * level;
        int position = 0;
        while (position < values.Length - 1 && cumulative[position] <= threshold)
        {
            position++;
        }

        T percentile = values[position];
        if (position > 0 && position < values.Length - 1)
        {
            double next = cumulative[position + 1] - cumulative[position];
            if (next >= 1)
            {
                T below = values[position - 1];
                double steps = (threshold - cumulative[position]) / next;
                percentile = T.CreateTruncating((steps * double.CreateTruncating(percentile - below)) + double.CreateTruncating(below));
            }
        }

        ArrayPool<int>.Shared.Return(order);
        ArrayPool<double>.Shared.Return(cumulative);
        return percentile;
    }

    private static double OfWeighted(Span<double> residuals, ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, double level)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            rented[i] = weights[rows[i]];
        }

        double percentile = Of(residuals, rented.AsSpan(0, rows.Length), level);
        ArrayPool<float>.Shared.Return(rented);
        return percentile;
    }

    /// <summary>Sorts values; equal ones keep their order, which decides whose weight comes first.</summary>
    private static void SortStably<T>(Span<T> values, Span<int> order)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        values.Sort(order);
        int first = 0;
        for (int i = 1; i <= values.Length; i++)
        {
            if (i == values.Length || values[i] != values[first])
            {
                order[first..i].Sort();
                first = i;
            }
        }
    }

    /// <summary>The value that ascending order has at a position; nothing before it is larger afterwards, nothing behind it smaller (Hoare 1961, "Find").</summary>
    private static T Select<T>(Span<T> values, int position)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int low = 0;
        int high = values.Length - 1;
        while (low < high)
        {
            T pivot = MiddleOf(values[low], values[(low + high) / 2], values[high]);
            int left = low;
            int right = high;
            while (left <= right)
            {
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            if (position <= right)
            {
                high = right;
            }
            else if (position >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return values[position];
    }

    private static T MiddleOf<T>(T a, T b, T c)
        where T : struct, IBinaryFloatingPointIeee754<T> => T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));

    private static T Least<T>(ReadOnlySpan<T> values)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T least = values[0];
        foreach (T value in values)
        {
            least = value < least ? value : least;
        }

        return least;
    }
}
