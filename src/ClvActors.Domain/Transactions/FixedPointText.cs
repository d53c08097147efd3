namespace ClvActors.Domain.Transactions;

/// <summary>Reads decimal numbers into ten-thousandths without floating point.</summary>
internal static class FixedPointText
{
    private const int Decimals = 4;

    /// <summary>Beyond this a number is only known to be too large; 10^12 whole units keep the scaled value far inside 64 bits.</summary>
    private const long LargestWhole = 1_000_000_000_000;

    internal enum Outcome
    {
        Read,
        NotANumber,
        TooLarge,
        TooManyDecimals,
    }

    /// <summary>Reads <c>[+-]digits[.digits]</c>, white space around it allowed; no exponent, no thousands separators.</summary>
    /// <param name="text">The number; at least one digit, on either side of the point.</param>
    /// <param name="tenThousandths">The value x 10,000, when it was read.</param>
    /// <returns>What came of it; decimals after the fourth must be zeros.</returns>
    internal static Outcome Read(ReadOnlySpan<char> text, out long tenThousandths)
    {
        tenThousandths = 0;
        text = text.Trim();
        bool negative = false;
        int at = 0;
        if (text.Length > 0 && text[0] is '-' or '+')
        {
            negative = text[0] == '-';
            at = 1;
        }

        int digits = 0;
        long whole = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++, digits++)
        {
            whole = Math.Min((whole * 10) + (text[at] - '0'), LargestWhole);
        }

        long fraction = 0;
        bool beyond = false;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            int scale = 0;
            for (; at < text.Length && char.IsAsciiDigit(text[at]); at++, digits++)
            {
                int digit = text[at] - '0';
                if (scale < Decimals)
                {
                    fraction = (fraction * 10) + digit;
                    scale++;
                }
                else
                {
                    beyond |= digit != 0;
                }
            }

            for (; scale < Decimals; scale++)
            {
                fraction *= 10;
            }
        }

        if (at != text.Length || digits == 0)
        {
            return Outcome.NotANumber;
        }

        if (whole >= LargestWhole)
        {
            return Outcome.TooLarge;
        }

        if (beyond)
        {
            return Outcome.TooManyDecimals;
        }

        long value = (whole * Money.PerUnit) + fraction;
        tenThousandths = negative ? -value : value;
        return Outcome.Read;
    }
}
