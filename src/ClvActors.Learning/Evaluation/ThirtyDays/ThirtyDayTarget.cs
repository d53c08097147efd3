namespace ClvActors.Learning.Evaluation.ThirtyDays;

/// <summary>What is predicted of the next 30 days.</summary>
public enum ThirtyDayTarget
{
    /// <summary>The spend, in whole units of currency.</summary>
    Spend,

    /// <summary>Whether there is a purchase: 1 or 0.</summary>
    Purchase,
}
