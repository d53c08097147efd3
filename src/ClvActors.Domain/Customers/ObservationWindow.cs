namespace ClvActors.Domain.Customers;

/// <summary>The 365 days that count at an as-of date D: D - 365 days &lt; date &lt;= D.</summary>
/// <param name="AsOfDay">Day number of D (days since 0001-01-01), or <see cref="UnsetDay"/> before there is a D.</param>
/// <remarks>Before there is a D every line waits and none is late.</remarks>
public readonly record struct ObservationWindow(int AsOfDay)
{
    /// <summary>Length of the window in days.</summary>
    public const int Days = 365;

    /// <summary>Stands for "no as-of date yet".</summary>
    public const int UnsetDay = -1;

    /// <summary>The window before there is an as-of date.</summary>
    public static ObservationWindow Unset => new(UnsetDay);

    /// <summary>Makes the window of an as-of date; null is <see cref="Unset"/>.</summary>
    public static ObservationWindow At(DateOnly? asOf) => asOf is { } date ? new(date.DayNumber) : Unset;

    /// <summary>Whether there is an as-of date.</summary>
    public bool IsSet => AsOfDay >= 0;

    /// <summary>The as-of date, or null.</summary>
    public DateOnly? AsOf => IsSet ? DateOnly.FromDayNumber(AsOfDay) : null;

    /// <summary>Whether a date lies at or before the window's far side.</summary>
    public bool IsPast(int day) => IsSet && day <= AsOfDay - Days;

    /// <summary>Whether a date lies after the as-of date.</summary>
    public bool IsAhead(int day) => day > AsOfDay;

    /// <summary>Whether a date counts.</summary>
    public bool Contains(int day) => IsSet && day <= AsOfDay && day > AsOfDay - Days;
}
