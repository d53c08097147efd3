using System.Globalization;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Service;

/// <summary>A place in the change feed: after the change of one customer under one sequence number.</summary>
/// <param name="Sequence">Sequence number of the frame that caused the change; 0 is before all changes.</param>
/// <param name="Customer">The customer; null places the position after every change of the sequence number.</param>
/// <remarks>Written <c>sequence:customer</c>, or <c>sequence</c> alone. Order: by sequence, then by customer, null last.</remarks>
public readonly record struct ChangePosition(long Sequence, CustomerId? Customer) : IComparable<ChangePosition>
{
    /// <summary>Before all changes.</summary>
    public static ChangePosition Start => new(0, null);

    /// <summary>Reads a position.</summary>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string text, out ChangePosition position)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        position = default;
        ReadOnlySpan<char> digits = colon < 0 ? text : text.AsSpan(0, colon);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
        {
            return false;
        }

        CustomerId customer = default;
        if (colon >= 0 && !CustomerId.TryParse(text[(colon + 1)..], out customer))
        {
            return false;
        }

        position = new ChangePosition(sequence, colon < 0 ? null : customer);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(ChangePosition other)
    {
        int bySequence = Sequence.CompareTo(other.Sequence);
        if (bySequence != 0 || Customer == other.Customer)
        {
            return bySequence;
        }

        if (Customer is not { } own)
        {
            return 1;
        }

        return other.Customer is { } others ? own.CompareTo(others) : -1;
    }

    /// <inheritdoc/>
    public override string ToString() => Customer is { } customer ? $"{Sequence}:{customer}" : $"{Sequence}";

    /// <summary>Feed order.</summary>
    public static bool operator <(ChangePosition left, ChangePosition right) => left.CompareTo(right) < 0;

    /// <summary>Feed order.</summary>
    public static bool operator >(ChangePosition left, ChangePosition right) => left.CompareTo(right) > 0;

    /// <summary>Feed order.</summary>
    public static bool operator <=(ChangePosition left, ChangePosition right) => left.CompareTo(right) <= 0;

    /// <summary>Feed order.</summary>
    public static bool operator >=(ChangePosition left, ChangePosition right) => left.CompareTo(right) >= 0;
}
