namespace ClvActors.ServiceContract.Oracle;

/// <summary>What a segment's summary must be.</summary>
public sealed record ExpectedSegment(int Count, double TotalValue, double MeanRecencyDays, double LowerBound);
