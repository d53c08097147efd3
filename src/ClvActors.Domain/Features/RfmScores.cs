namespace ClvActors.Domain.Features;

/// <summary>A customer's three quintile scores.</summary>
/// <param name="Recency">1 to 5, 5 for the most recent; 0 when the customer is not ranked.</param>
/// <param name="Frequency">1 to 5, 5 for the most invoices; 0 when not ranked.</param>
/// <param name="Monetary">1 to 5, 5 for the highest spend; 0 when not ranked.</param>
public readonly record struct RfmScores(byte Recency, byte Frequency, byte Monetary)
{
    /// <summary>Their sum, 3 to 15.</summary>
    public int Combined => Recency + Frequency + Monetary;
}
