using ClvActors.Domain.Customers;

namespace ClvActors.Learning.Monitoring.Cohorts;

/// <summary>When the purchases of a cohort are to be read.</summary>
/// <remarks>
/// Customers' states hold the purchases of <see cref="ObservationWindow.Days"/> days. A longer horizon is therefore read in parts, the first about half way. A day is read once the as-of date has left it
/// behind, for until then sales of that day may still arrive. Pure functions; safe on any thread.
/// </remarks>
public static class CohortSchedule
{
    // Left over once half of a year-long horizon has been read: the rest then has months of room.
    private const int ReadAtOnce = 300;
    private const int PartDays = 180;

    /// <summary>The day up to which a horizon is to be read now.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="horizon">One of its horizons.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <returns>Null while nothing is due.</returns>
    public static DateOnly? Due(PredictionCohort cohort, CohortHorizon horizon, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(horizon);
        if (horizon.State != HorizonState.Open)
        {
            return null;
        }

        DateOnly end = cohort.EndOf(horizon);
        if (asOf > end)
        {
            return end;
        }

        bool isLong = end.DayNumber - horizon.ReadTo.DayNumber > ReadAtOnce;
        return isLong && asOf.DayNumber - horizon.ReadTo.DayNumber > PartDays ? asOf.AddDays(-1) : null;
    }

    /// <summary>Whether states at an as-of date still hold every purchase after a day.</summary>
    public static bool IsHeld(DateOnly day, DateOnly asOf) => asOf.DayNumber - ObservationWindow.Days <= day.DayNumber;
}
