using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Partitions;

/// <summary>A customer's place in one <see cref="PopulationOrder"/>.</summary>
/// <param name="Value">What is ordered, as an integer that sorts like it: the integer itself, or <see cref="OfDouble"/>.</param>
/// <param name="Customer">The customer, which parts equal values.</param>
/// <remarks>Which way ids go is the order's matter, so two keys are compared by <see cref="Compare"/>.</remarks>
[GenerateSerializer, Immutable, Alias("clv.order-key")]
public readonly record struct OrderKey([property: Id(0)] long Value, [property: Id(1)] CustomerId Customer)
{
    /// <summary>Compares two keys of an order.</summary>
    public static int Compare(PopulationOrder order, in OrderKey left, in OrderKey right)
    {
        int byValue = left.Value.CompareTo(right.Value);
        if (byValue != 0)
        {
            return byValue;
        }

        return order is PopulationOrder.Scored or PopulationOrder.Everyone or PopulationOrder.Lapsed
            ? right.Customer.CompareTo(left.Customer)
            : left.Customer.CompareTo(right.Customer);
    }

    /// <summary>The integer that sorts like a number; minus zero counts as zero, and <see cref="double.NaN"/> sorts below everything.</summary>
    /// <remarks>IEEE 754 doubles sort like their bits as sign and magnitude.</remarks>
    public static long OfDouble(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value);
        return bits >= 0 ? bits : long.MinValue - bits;
    }

    /// <summary>The number behind <see cref="OfDouble"/>.</summary>
    public static double ToDouble(long value) => BitConverter.Int64BitsToDouble(value >= 0 ? value : long.MinValue - value);
}
