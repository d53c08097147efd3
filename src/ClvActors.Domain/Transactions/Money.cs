namespace ClvActors.Domain.Transactions;

/// <summary>An exact amount in the deployment's one currency, counted in ten-thousandths.</summary>
/// <param name="TenThousandths">The amount x 10,000; negative amounts are allowed.</param>
/// <remarks>Sums of amounts are integer sums, so the order of additions cannot change them. Overflow throws.</remarks>
public readonly record struct Money(long TenThousandths) : IComparable<Money>
{
    /// <summary>How many of the unit make one pound (or whatever the currency is): 10,000.</summary>
    public const long PerUnit = 10_000;

    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>The nearest double in whole units of currency.</summary>
    /// <remarks>Correctly rounded while |amount| x 10,000 is below 2^53 (900 thousand million).</remarks>
    public double ToDouble() => (double)TenThousandths / PerUnit;

    /// <summary>The exact value in whole units of currency.</summary>
    public decimal ToDecimal() => (decimal)TenThousandths / PerUnit;

    /// <inheritdoc/>
    public int CompareTo(Money other) => TenThousandths.CompareTo(other.TenThousandths);

    /// <summary>The exact sum.</summary>
    /// <exception cref="OverflowException">The sum leaves the range of 64 bits.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.TenThousandths + right.TenThousandths));

    /// <summary>A unit price times a quantity.</summary>
    /// <exception cref="OverflowException">The product leaves the range of 64 bits.</exception>
    public static Money operator *(Money price, int quantity) => new(checked(price.TenThousandths * quantity));

    /// <summary>Order by amount.</summary>
    public static bool operator <(Money left, Money right) => left.TenThousandths < right.TenThousandths;

    /// <summary>Order by amount.</summary>
    public static bool operator >(Money left, Money right) => left.TenThousandths > right.TenThousandths;

    /// <summary>Order by amount.</summary>
    public static bool operator <=(Money left, Money right) => left.TenThousandths <= right.TenThousandths;

    /// <summary>Order by amount.</summary>
    public static bool operator >=(Money left, Money right) => left.TenThousandths >= right.TenThousandths;

    /// <summary>The amount with all four decimals that matter, as in <c>6.95</c>.</summary>
    public override string ToString() => ToDecimal().ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
