namespace ClvActors.Host.Dashboard.Lookup;

/// <summary>A purchase as a point of the timeline.</summary>
/// <param name="Time">When it was made.</param>
/// <param name="Total">Its total, in whole units of currency.</param>
/// <param name="Invoice">The invoice's number.</param>
/// <param name="Lines">How many lines it has.</param>
internal sealed record PurchasePoint(DateTime Time, double Total, string Invoice, int Lines);
