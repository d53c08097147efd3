namespace ClvActors.Learning.Monitoring;

/// <summary>What drift is measured against.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="BundleId">The bundle that it belongs to; null while there is none.</param>
/// <param name="AsOf">As-of date of its customers; null while there is none.</param>
/// <param name="Customers">Model-scored customers behind it.</param>
/// <param name="Note">One sentence that says why it is this one.</param>
public sealed record BaselineOrigin(BaselineSource Source, string? BundleId, DateOnly? AsOf, int Customers, string Note)
{
    /// <summary>Before any population was seen settled.</summary>
    public static BaselineOrigin None { get; } = new(BaselineSource.None, null, null, 0, "no population has been seen settled yet");
}
