namespace ClvActors.Domain.Transactions;

/// <summary>One field of a transaction line as a source delivers it: text, a number, a time, or nothing.</summary>
/// <remarks>
/// <para>Text is borrowed until the line has been parsed. Numbers are turned into ten-thousandths here, once, so that no floating point
/// reaches the parser: a double counts as the nearest multiple of 0.0001 when it lies within 1e-9 relative of it, so 6.95 is exactly 6.95;
/// any other double, NaN, infinity and what exceeds 900 thousand million is a number without a fixed-point value, malformed where an
/// amount is wanted.</para>
/// <para><c>default</c> is the empty field.</para>
/// </remarks>
public readonly ref struct TransactionField
{
    private const double Nearness = 1e-9;
    private const long LargestWhole = 900_000_000_000;

    private TransactionField(FieldKind kind, long bits, ReadOnlySpan<char> text)
    {
        Kind = kind;
        Bits = bits;
        Characters = text;
    }

    internal enum FieldKind
    {
        Text,
        FixedPoint,
        UnrepresentableNumber,
        NaiveTime,
        Instant,
    }

    internal FieldKind Kind { get; }

    /// <summary>Ten-thousandths, the double's bits, or ticks, as <see cref="Kind"/> says.</summary>
    internal long Bits { get; }

    internal ReadOnlySpan<char> Characters { get; }

    /// <summary>A field's text.</summary>
    public static TransactionField Text(ReadOnlySpan<char> text) => new(FieldKind.Text, 0, text);

    /// <summary>A number from a spreadsheet cell or a JSON document.</summary>
    public static TransactionField Number(double value)
    {
        double scaled = Math.Round(value * Money.PerUnit);
        return Math.Abs(value) <= LargestWhole && Math.Abs((scaled / Money.PerUnit) - value) <= Nearness * Math.Abs(value)
            ? new(FieldKind.FixedPoint, (long)scaled, default)
            : new(FieldKind.UnrepresentableNumber, BitConverter.DoubleToInt64Bits(value), default);
    }

    /// <summary>An exact number.</summary>
    public static TransactionField Number(decimal value)
    {
        if (Math.Abs(value) <= LargestWhole)
        {
            decimal scaled = value * Money.PerUnit;
            if (scaled == decimal.Truncate(scaled))
            {
                return new(FieldKind.FixedPoint, (long)scaled, default);
            }
        }

        return new(FieldKind.UnrepresentableNumber, BitConverter.DoubleToInt64Bits((double)value), default);
    }

    /// <summary>A time: naive when its kind is unspecified, otherwise an instant that is converted to the deployment's time zone.</summary>
    public static TransactionField Time(DateTime time) => time.Kind == DateTimeKind.Unspecified
        ? new(FieldKind.NaiveTime, time.Ticks, default)
        : new(FieldKind.Instant, time.ToUniversalTime().Ticks, default);

    /// <summary>An instant, converted to the deployment's time zone.</summary>
    public static TransactionField Time(DateTimeOffset time) => new(FieldKind.Instant, time.UtcTicks, default);
}
