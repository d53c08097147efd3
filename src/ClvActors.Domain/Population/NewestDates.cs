using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Population;

/// <summary>The two newest purchase dates of different customers: the event clock's evidence.</summary>
/// <param name="First">The customer with the newest purchase.</param>
/// <param name="FirstDay">Its day number, or -1.</param>
/// <param name="SecondDay">The newest day that a second customer has reached, or -1: the event clock's as-of date.</param>
/// <remarks>Independent of the order in which purchases come, and never moves back. A plain value.</remarks>
public readonly record struct NewestDates(CustomerId First, int FirstDay, int SecondDay)
{
    /// <summary>Before any purchase.</summary>
    public static NewestDates None => new(default, -1, -1);

    /// <summary>The dates after a customer's newest purchase has reached a day.</summary>
    public NewestDates With(CustomerId customer, int day)
    {
        if (day <= SecondDay)
        {
            return this;
        }

        if (customer == First || FirstDay < 0)
        {
            return this with { First = customer, FirstDay = Math.Max(FirstDay, day) };
        }

        return day > FirstDay ? new NewestDates(customer, day, FirstDay) : this with { SecondDay = day };
    }

    /// <summary>The dates over two disjoint sets of customers.</summary>
    public NewestDates Merge(NewestDates other)
    {
        if (other.FirstDay < 0)
        {
            return this;
        }

        NewestDates merged = With(other.First, other.FirstDay);
        return merged.SecondDay < other.SecondDay ? merged with { SecondDay = other.SecondDay } : merged;
    }
}
