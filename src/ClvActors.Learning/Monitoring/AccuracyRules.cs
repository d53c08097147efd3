namespace ClvActors.Learning.Monitoring;

/// <summary>When live accuracy counts as worse than at validation.</summary>
public static class AccuracyRules
{
    /// <summary>A drop from here on raises an alert.</summary>
    public const double Alert = 0.2;

    /// <summary>A drop from here on deserves a look; below it an alert that was raised is cleared.</summary>
    public const double Watch = 0.15;

    /// <summary>Fewest predictions for which a drop is judged.</summary>
    public const int FewestCustomers = 200;

    /// <summary>Ended cohorts that are taken together: a quarter of a year of months.</summary>
    public const int RollingCohorts = 3;

    /// <summary>Ended cohorts that are listed.</summary>
    public const int KeptCohorts = 36;
}
